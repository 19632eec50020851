"""The timeline: lanes of dated events along an axis of time, to be looked at, walked through and drawn."""

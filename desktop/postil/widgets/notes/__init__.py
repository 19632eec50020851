"""What the notes pane is made of: values in, signals out."""

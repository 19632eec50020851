"""What the frozen program does first: give the programs that it starts their own libraries back.

The bundle finds its libraries through LD_LIBRARY_PATH; a browser or file manager started from it must not use them.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = _before

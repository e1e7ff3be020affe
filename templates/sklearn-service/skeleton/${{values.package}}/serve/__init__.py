"""Answers the Open Inference Protocol, and reports every prediction over OTLP."""

import os

# A single request is predicted faster by one thread than by a pool that is woken for it, and
# several versions share a machine. Read once, when scikit-learn is imported, so set here.
os.environ.setdefault("OMP_NUM_THREADS", "1")

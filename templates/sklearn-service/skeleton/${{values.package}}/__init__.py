"""Training, evaluation and serving of the model that this repository is about."""

import os

# Threads of scikit-learn that wait for one another then sleep instead of spinning. On a machine
# with other work to do, spinning made training eight times slower. Read when it is imported.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

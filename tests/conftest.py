"""Random cases are the same in every run, so that what fails is a change and never luck.

`pytest --hypothesis-profile=others` takes others, for whoever looks for faults.
"""

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("others", derandomize=False)
settings.load_profile("same")

"""How many processes at once are worth having on this machine."""

from __future__ import annotations

import math
import os

MOST = 60
"""Windows waits for no more than 63 things at once."""

_CGROUP = "/sys/fs/cgroup"
"""Where Linux tells a container what it may use (`man 7 cgroups`)."""


def usable(cgroup: str = _CGROUP) -> int:
    """Count the cores that this process may use: of the machine, its affinity, and its container's share."""
    return max(1, math.ceil(min(_cores(), _share(cgroup), MOST)))


def _cores() -> int:
    if hasattr(os, "process_cpu_count"):  # Python 3.13: heeds PYTHON_CPU_COUNT too
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _share(cgroup: str) -> float:
    """Read how many cores' time the container gets; infinite where nobody set a bound."""
    try:
        quota, period = _words(f"{cgroup}/cpu.max")
    except (OSError, ValueError):
        try:  # before Linux 4.5, and where the old way is set up still
            (quota,), (period,) = (_words(f"{cgroup}/cpu/cpu.cfs_{name}_us") for name in ("quota", "period"))
        except (OSError, ValueError):
            return math.inf
    try:
        share = int(quota) / int(period)
    except (ValueError, ZeroDivisionError):  # `max`
        return math.inf
    return share if share > 0 else math.inf


def _words(path: str) -> list[str]:
    with open(path, encoding="ascii") as file:
        return file.read().split()

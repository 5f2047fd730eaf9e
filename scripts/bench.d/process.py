"""Figures of a process, by its pid on the host."""

import glob
import os
import time


def memory(pid):
    """(PSS, private dirty) in MB. The binary's clean pages count as private too while one process maps them."""
    fields = {}
    with open(f"/proc/{pid}/smaps_rollup") as file:
        for line in file:
            words = line.split()
            if words[0].endswith(":"):
                fields[words[0][:-1]] = int(words[1]) * 1024 / 1e6
    return fields["Pss"], fields["Private_Dirty"]


def pss(pids):
    """MB of all together; one that has ended meanwhile counts for nothing."""
    total = 0
    for pid in pids:
        try:
            total += memory(pid)[0]
        except (OSError, KeyError):
            pass
    return total


def cpu(pid):
    """Seconds on a CPU, of all threads and those that have ended: the clock of clock_getcpuclockid(3)."""
    return time.clock_gettime(~pid << 3 | 2)


def switches(pid):
    """How often each of its threads went to sleep: each time began with a wake-up."""
    return {path: int(status_field(path, "voluntary_ctxt_switches")[0]) for path in glob.glob(f"/proc/{pid}/task/*/status")}


def open_files(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def name(pid):
    try:
        return read(f"/proc/{pid}/comm").strip()
    except OSError:
        return ""


def cgroup(pid):
    return read(f"/proc/{pid}/cgroup").strip().rpartition("::")[2]


def parent(pid):
    try:
        return int(status_field(f"/proc/{pid}/status", "PPid")[0])
    except OSError:
        return 0


def inner_pid(pid):
    """The pid it has in its box (or in its container)."""
    try:
        pids = status_field(f"/proc/{pid}/status", "NSpid")
        return int(pids[1]) if len(pids) > 1 else 0
    except OSError:
        return 0


def same_namespace(pid, leader):
    """Whether it lives in the box of this leader."""
    try:
        return os.readlink(f"/proc/{pid}/ns/pid") == os.readlink(f"/proc/{leader}/ns/pid")
    except OSError:
        return False


def connections(pid):
    """Connections that its network has accepted so far."""
    names, values = [line.split() for line in read(f"/proc/{pid}/net/snmp").splitlines() if line.startswith("Tcp:")]
    return int(values[names.index("PassiveOpens")])


def status_field(path, name):
    return next((line.split()[1:] for line in read(path).splitlines() if line.startswith(name + ":")), ["0"])


def read(path):
    with open(path) as file:
        return file.read()

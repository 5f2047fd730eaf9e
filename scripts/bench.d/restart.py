"""From a container's SIGKILL until its successor's first command has run."""

import os
import select
import signal
import time

from bench import SUPERVISORD
from box import Failed
from manifest import IMAGE, container, pod
from table import Peer, milliseconds


class Mark:
    """A process that writes into a named pipe as its first act: no polling, no clock but ours."""

    number = 86400

    def __init__(self, box, name):
        Mark.number += 1
        self.sleep = str(Mark.number)
        os.makedirs(f"{box.folder}/{name}", exist_ok=True)
        path = f"{box.folder}/{name}/up"
        if not os.path.exists(path):
            os.mkfifo(path)
        self.pipe = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        self.box, self.name = box, name

    def script(self, folder="/mark"):
        return f"echo up > {folder}/up; exec sleep {self.sleep}"

    def pod(self):
        mount = "    volumeMounts:\n    - {name: mark, mountPath: /mark}\n"
        volume = f"  volumes:\n  - name: mark\n    hostPath: {{path: /bench/{self.name}}}\n"
        return pod(self.name, [container("c", self.script(), mount)], volume, grace=1)

    def drain(self):
        try:
            os.read(self.pipe, 4096)
        except BlockingIOError:
            pass

    def wait(self):
        if not select.select([self.pipe], [], [], 60)[0]:
            raise Failed(f"{self.name}: not running within 60 s")
        now = time.monotonic()
        self.drain()
        return now

    def kill(self):
        """Seconds from the kill until the next one runs."""
        time.sleep(0.2)
        pid = next(pid for pid, words in self.box.processes() if words[:2] == ["sleep", self.sleep])
        self.drain()
        start = time.monotonic()
        os.kill(pid, signal.SIGKILL)
        return self.wait() - start


def restart(bench):
    """First restarts only of podsup's, which has a back-off; that of the others goes on and on."""
    box, own = bench.box, Mark(bench.box, "own")
    rivals = [*podman_rivals(bench), supervisord(bench)]
    for mark, _, _, command in rivals:
        mark.drain()
        box.run(command)
        mark.wait()
    own_times, times = [], {name: [] for _, name, *_ in rivals}
    for _ in bench.rounds(12, least=4):
        own.drain()
        bench.up("own", own.pod())
        own.wait()
        box.settle()
        for mark, name, *_ in rivals:
            times[name].append(mark.kill())
            time.sleep(1)
        own_times.append(own.kill())
        time.sleep(0.5)
        bench.down("own")
    bench.table.row(
        "killed → running", milliseconds(own_times),
        *(Peer(name, milliseconds(times[name]), most) for _, name, most, _ in rivals))


def podman_rivals(bench):
    """(mark, name, budget of the ratio, command that starts it)"""
    box, kube = bench.box, Mark(bench.box, "kube")
    unit, = bench.add_kube_units({"kube": kube.pod()})
    yield kube, bench.kube_name, 1.5, f"systemctl start {unit}"
    if bench.has_quadlet:
        plain = Mark(box, "plain")
        box.write(
            "/etc/containers/systemd/plain.container",
            f"[Container]\nImage={IMAGE}\nVolume=/bench/plain:/mark\nExec=/bin/sh -c '{plain.script()}'\nStopTimeout=1\n"
            "[Service]\nRestart=always\n")
        box.run("systemctl daemon-reload")
        yield plain, "Quadlet `.container`, Restart=always", 0.5, "systemctl start plain"


def supervisord(bench):
    mark = Mark(bench.box, "bare")
    command = bench.start_supervisord("bare", [f'/bin/sh -c "{mark.script("/bench/bare")}"'])
    return mark, SUPERVISORD, None, command


rows = {"restart": restart}

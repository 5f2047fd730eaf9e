"""A box, and commands in it, timed there by the shell that runs them."""

import glob
import os
import select
import subprocess
import time

from process import cgroup

# Runs each line it reads; answers with the exit status and microseconds.
AGENT = r"""
while IFS= read -r command; do
    start=${EPOCHREALTIME/[.,]/}
    { TIMEFORMAT='%U %S'; time eval "$command" > /bench/out 2> /bench/err < /dev/null; } 2> /bench/cpu
    status=$?
    echo "$status $((${EPOCHREALTIME/[.,]/} - start)) $(cat /bench/cpu)"
done
"""


class Failed(Exception):
    pass


class Box:
    """`folder` is /bench in it."""

    def __init__(self, name, folder):
        self.name, self.folder, self.shell = name, folder, None
        self.tool = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + "/box"
        with open(folder + "/agent", "w") as file:
            file.write(AGENT)
        self.open()

    def open(self):
        if self.shell:
            self.shell.kill()
        self.pid = int(subprocess.check_output([self.tool, "pid", self.name]))
        self.shell = subprocess.Popen(
            [self.tool, "run", self.name, "bash", "/bench/agent"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            bufsize=1)

    def reboot(self):
        """A clean power-off, and a boot until systemd has started what starts then."""
        self.shell.kill()
        subprocess.run([self.tool, "stop", self.name], check=True, capture_output=True)
        subprocess.run([self.tool, "boot", self.name, *os.environ["BENCH_BINDS"].split()], check=True, capture_output=True)
        self.open()

    def run(self, command, check=True):
        """(seconds, CPU seconds of it and its children); `self.output` holds what it printed."""
        self.shell.stdin.write(command.replace("\n", " ") + "\n")
        ready, _, _ = select.select([self.shell.stdout], [], [], 300)
        answer = self.shell.stdout.readline().split() if ready else []
        if len(answer) != 4:
            self.open()
            raise Failed(f"no end within 300 s: {command}" if not ready else f"the box's shell ended: {command}")
        status, elapsed, user, system = answer
        self.output = self.read("out")
        if check and status != "0":
            raise Failed(f"{command}: exit status {status}: {self.read('err').strip()[-300:]}")
        return int(elapsed) / 1e6, float(user) + float(system)

    def ask(self, command):
        self.run(command, check=False)
        return self.output.strip()

    def read(self, name):
        with open(f"{self.folder}/{name}", errors="replace") as file:
            return file.read()

    def write(self, name, text):
        """A file of the box."""
        path = f"/proc/{self.pid}/root{name}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
        return name

    def rest(self):
        """Until podman.service has idled out by itself, and a moment more."""
        deadline = time.monotonic() + 60
        while self.ask("systemctl is-active podman.service") in ("active", "activating", "deactivating"):
            if time.monotonic() > deadline:
                raise Failed("podman.service does not idle out")
            time.sleep(0.3)
        time.sleep(0.7)

    def settle(self):
        """Like `rest`, without the five seconds that podman.service waits for more to do."""
        time.sleep(0.7)
        self.run("systemctl stop podman.service")

    def cpu(self):
        """Seconds of CPU that the whole box has used."""
        with open(f"/proc/{self.pid}/root/sys/fs/cgroup/cpu.stat") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("usage_usec")) / 1e6

    def processes(self):
        """(pid on the host, arguments) of everything in the box."""
        home = cgroup(self.pid).removesuffix("/init.scope") + "/"
        for path in glob.glob("/proc/[0-9]*"):
            pid = int(path[6:])
            try:
                if cgroup(pid).startswith(home):
                    with open(path + "/cmdline", "rb") as file:
                        yield pid, file.read().decode(errors="replace").split("\0")[:-1]
            except OSError:
                pass

    def supervisors(self):
        return {words[2]: pid for pid, words in self.processes() if words[1:2] == ["supervise"] and len(words) > 2}

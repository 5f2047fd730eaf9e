"""What all rows share: the box, how often, and ways to run apps under each of the peers."""

from manifest import compose, programs, waiting

SUPERVISORD = "supervisord (processes, not containers)"


class Bench:
    def __init__(self, box, quick, table):
        self.box, self.quick, self.table = box, quick, table
        self.has_quadlet = box.ask("ls /usr/lib/systemd/system-generators/podman-system-generator") != ""
        self.kube_name = "Quadlet `.kube`" if self.has_quadlet else "`podman-kube@.service` (no Quadlet here)"

    def rounds(self, count, least=2):
        return range(max(least, count // 3) if self.quick else count)

    def seconds(self, count):
        return count / 3 if self.quick else count

    def up(self, app, text):
        self.box.run(f"podsup up -q {self.box.write(f'/bench/{app}.yaml', text)}")

    def down(self, *apps):
        self.box.run(f"echo {' '.join(apps)} | xargs -n 1 -P 4 podsup down -q")

    def clean(self):
        """Nothing is left of the row before, however that one ended."""
        for command in (
            "for app in $(podsup status -o name | cut -d/ -f1 | sort -u); do podsup down $app; done",
            "for file in /run/*.pid; do grep -q supervisord /proc/$(cat $file)/comm && kill $(cat $file); done",
            "systemctl stop $(ls /etc/containers/systemd | sed 's/[.].*//') 'podman-kube@*'",
            "systemctl disable $(systemctl list-unit-files --no-legend 'podman-kube@?*' | cut -d' ' -f1)",
            "rm -f /etc/containers/systemd/*; systemctl daemon-reload",
            "podman pod rm -fa -t 0; podman rm -fa -t 0; podman volume rm -fa; podman network prune -f",
        ):
            self.box.run(command, check=False)

    # Units of `podman kube play`: Quadlet's, or where there is none, Podman's template

    def kube_unit(self, app):
        return app if self.has_quadlet else f"podman-kube@-bench-{app}.yaml"

    def add_kube_units(self, manifests, at_boot=False):
        """Of {app: manifest}; returns their names."""
        units = [self.kube_unit(app) for app in manifests]
        for app, text in manifests.items():
            self.box.write(f"/bench/{app}.yaml", text)
            if self.has_quadlet:
                install = "[Install]\nWantedBy=multi-user.target\n" if at_boot else ""
                self.box.write(f"/etc/containers/systemd/{app}.kube", f"[Kube]\nYaml=/bench/{app}.yaml\n{install}")
        if self.has_quadlet:
            self.box.run("systemctl daemon-reload")
        elif at_boot:
            self.box.run("systemctl enable " + " ".join(units))
        return units

    def remove_kube_units(self, units):
        self.box.run("systemctl stop " + " ".join(units), check=False)
        if self.has_quadlet:
            self.box.run("rm -f /etc/containers/systemd/*.kube; systemctl daemon-reload")
        else:
            self.box.run("systemctl disable " + " ".join(units))

    def start_supervisord(self, name, commands):
        """The command that starts one and waits until it has started its programs."""
        self.box.write(f"/bench/{name}.conf", programs(name, commands))
        return (
            f"supervisord -c /bench/{name}.conf; until [ $(pgrep -cP $(cat /run/{name}.pid || echo 4194304)) = {len(commands)} ]; "
            "do sleep 0.005; done")

    def stop_supervisord(self, name):
        return f"kill $(cat /run/{name}.pid); while [ -e /run/{name}.pid ]; do sleep 0.005; done"

    def contenders(self, count):
        """(name, command that starts as many containers, command that stops them); podsup comes first."""
        box, own, play, composed, bare = self.box, f"u{count}", f"k{count}", f"c{count}", f"s{count}"
        box.write(f"/bench/{own}.yaml", waiting(own, count))
        box.write(f"/bench/{play}.yaml", waiting(play, count))
        box.write(f"/bench/{composed}/compose.yaml", compose(count))
        tool = f"podman-compose -p {composed} -f /bench/{composed}/compose.yaml"
        check = f"[ $(podman ps -q --filter label=io.podman.compose.project={composed} | wc -l) = {count} ]"
        return [
            ("podsup", f"podsup up -q /bench/{own}.yaml", "", f"podsup down -q {own}"),
            ("`podman kube play`, `down`", f"podman kube play /bench/{play}.yaml", "", f"podman kube down /bench/{play}.yaml"),
            ("`podman-compose`", f"{tool} up -d", check, f"{tool} down"),
            (SUPERVISORD, self.start_supervisord(bare, ["sleep 1d"] * count), "", self.stop_supervisord(bare)),
        ]

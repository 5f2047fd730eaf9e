"""What is run: pods, the same for podman-compose, and supervisord's programs."""

IMAGE = "localhost/podsup/busybox:1"
WAITS = "trap 'exit 0' TERM; sleep 1d & wait"
SERVES = "cd /tmp; echo ok > index.html; exec httpd -f -p 8080"


def pod(name, containers, more="", grace=2):
    return f"""apiVersion: v1
kind: Pod
metadata:
  name: {name}
spec:
  restartPolicy: Always
  terminationGracePeriodSeconds: {grace}
  containers:
{"".join(containers)}{more}"""


def container(name, script, more=""):
    return f"""  - name: {name}
    image: {IMAGE}
    command: ["/bin/sh", "-c", "{script}"]
{more}"""


def waiting(name, count=1):
    """A pod of containers that wait, and end when they are told to."""
    return pod(name, [container(f"c{i}", WAITS) for i in range(count)])


def probed(name, count, probes):
    """A pod of a web server and `count` containers that wait and have these probes, on its port 8080."""
    more = "".join(f"    {probe}\n" for probe in probes)
    return pod(name, [container("web", SERVES), *(container(f"c{i}", WAITS, more) for i in range(count))])


def http(period):
    return f"readinessProbe: {{httpGet: {{path: /, port: 8080}}, periodSeconds: {period}}}"


def tcp(period):
    return f"livenessProbe: {{tcpSocket: {{port: 8080}}, periodSeconds: {period}}}"


def startup(period):
    """It ends with its first success, as in Kubernetes."""
    return f"startupProbe: {{httpGet: {{path: /, port: 8080}}, periodSeconds: {period}}}"


def configured(name, value):
    """A pod with a variable from a ConfigMap."""
    env = "    env:\n    - name: MOTD\n      valueFrom: {configMapKeyRef: {name: %s, key: motd}}\n" % name
    return (
        f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\ndata:\n  motd: value-{value}\n---\n"
        + pod(name, [container("c0", WAITS, env)]))


def compose(count=1, value=None):
    """A compose file with as many services."""
    env = f"    environment: {{MOTD: value-{value}}}\n" if value is not None else ""
    return "services:\n" + "".join(
        f"""  c{i}:\n    image: {IMAGE}\n    restart: always\n    command: ["/bin/sh", "-c", "{WAITS}"]\n{env}"""
        for i in range(count))


def programs(name, commands):
    """A supervisord.conf; each command is taken as running at once and is started again whenever it ends."""
    head = f"""[supervisord]
logfile=/dev/null
logfile_maxbytes=0
pidfile=/run/{name}.pid
[unix_http_server]
file=/run/{name}.sock
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
[supervisorctl]
serverurl=unix:///run/{name}.sock
"""
    return head + "".join(
        f"[program:c{i}]\ncommand={command}\nstartsecs=0\nautorestart=true\nstdout_logfile=NONE\nstderr_logfile=NONE\n"
        for i, command in enumerate(commands))


def large(size):
    """A manifest of about this many bytes: pods and their configuration, as people write them."""
    parts, length = [], 0
    while length < size:
        n = len(parts)
        more = (
            "    env:\n    - {name: A, value: 'one'}\n    - name: B\n      valueFrom:\n        configMapKeyRef:\n"
            f"          name: config-{n}\n          key: motd\n    resources:\n      limits: {{memory: 64Mi}}\n"
            "    readinessProbe:\n      httpGet: {path: /, port: 8080}\n      periodSeconds: 5\n"
            "    volumeMounts:\n    - name: config\n      mountPath: /etc/nginx\n      readOnly: true\n")
        config = f"""apiVersion: v1
kind: ConfigMap
metadata:
  name: config-{n}
  labels: {{app.kubernetes.io/name: web-{n}, tier: "front"}}
data:
  nginx.conf: |
    server {{
      listen 8080;  # number {n}
      location / {{ root /site; }}
    }}
  motd: "Wei\\u00df, bold \\"and\\" quoted"
---
"""
        volume = f"  volumes:\n  - name: config\n    configMap:\n      name: config-{n}\n---\n"
        parts.append(config + pod(f"web-{n}", [container(f"c{i}", WAITS, more) for i in range(3)], volume))
        length += len(parts[-1])
    return "".join(parts)

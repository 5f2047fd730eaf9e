/// One pod whose containers each print what they find inside: identity, environment, mounts, files.
let fieldsManifest = #"""
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: conf}
    data: {A: "1", greeting: hello, site.conf: "listen 80;\n"}
    binaryData: {raw: AAEC}
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: keys}
    stringData: {B: "2", password: s3cret}
    ---
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: fields-data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: fields, labels: {app: web}, annotations: {note: "two words"}}
    spec:
      hostname: box
      subdomain: data
      terminationGracePeriodSeconds: 1
      hostAliases: [{ip: 192.0.2.7, hostnames: [db, db.example.org]}]
      dnsPolicy: None
      dnsConfig: {nameservers: [192.0.2.53], searches: [example.org], options: [{name: ndots, value: "3"}, {name: edns0}]}
      securityContext:
        fsGroup: 2000
        supplementalGroups: [3000]
        sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: "81"}, {name: kernel.shmmax, value: "123456789"}]
      volumes:
      - {name: empty, emptyDir: {}}
      - {name: memory, emptyDir: {medium: Memory}}
      - {name: sized, emptyDir: {medium: Memory, sizeLimit: 3Mi}}
      - {name: folder, hostPath: {path: /root/test/made, type: DirectoryOrCreate}}
      - {name: file, hostPath: {path: /root/test/made.txt, type: FileOrCreate}}
      - {name: socket, hostPath: {path: /run/dbus/system_bus_socket, type: Socket}}
      # Not /dev/null: crun gives it to the user of the container that it started last.
      - {name: chars, hostPath: {path: /dev/zero, type: CharDevice}}
      - {name: there, hostPath: {path: /etc/debian_version, type: File}}
      - {name: conf, configMap: {name: conf, defaultMode: 0640}}
      - {name: some, configMap: {name: conf, items: [{key: greeting, path: deep/er/hi.txt, mode: 0400}]}}
      - {name: none, configMap: {name: absent, optional: true}}
      - {name: keys, secret: {secretName: keys, defaultMode: 256}}
      - name: mixed
        projected:
          defaultMode: 0o604
          sources:
          - {configMap: {name: conf, items: [{key: A, path: a}]}}
          - {secret: {name: keys, items: [{key: B, path: b, mode: 0o600}]}}
          - {downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}}
      - name: down
        downwardAPI:
          items:
          - {path: name, fieldRef: {fieldPath: metadata.name}}
          - {path: cpu, resourceFieldRef: {containerName: plain, resource: limits.cpu, divisor: 1m}}
      - {name: claim, persistentVolumeClaim: {claimName: fields-data}}
      - {name: image, image: {reference: "localhost/podsup/nginx:1", pullPolicy: Never}}
      containers:
      - name: plain
        image: localhost/podsup/busybox:1
        command: &dump
        - sh
        - -c
        - |
          sed 's/^/status /' /proc/self/status
          env | sort | sed 's/^/env /'
          awk '{print "mount", $5, $6, "of", $0 ~ / tmpfs / ? "tmpfs" : "other", $7}' /proc/self/mountinfo
          sed 's/^/hosts /' /etc/hosts
          sed 's/^/resolv /' /etc/resolv.conf
          echo hostname $(hostname); echo fqdn $(hostname -f); echo cwd $(pwd); echo args "$0" "$@"
          for n in pid net ipc uts; do echo ns $n $(readlink /proc/self/ns/$n); done
          echo port $(cat /proc/sys/net/ipv4/ip_unprivileged_port_start) shmmax $(cat /proc/sys/kernel/shmmax)
          [ -d /v ] && find -L /v -path /v/image -prune -o -exec stat -L -c 'file %n %a %u:%g' {} + && readlink -n /v/conf/greeting | sed 's/^/link /' && echo
          for f in /v/some/deep/er/hi.txt /v/keys/password /v/mixed/labels /v/down/cpu /v/down/name /v/sub /v/expr/x /v/conf/site.conf; do
            [ -f $f ] && echo content $f $(cat $f); done
          echo x > /v/conf/new 2>&1 || echo refused /v/conf; (echo x > /v/folder-ro/new) 2>&1 || echo refused /v/folder-ro
          (echo x > /v/image/new) 2>&1 || echo refused /v/image; (echo x > /new) 2>&1 || echo refused /
          dd if=/dev/zero of=/v/sized/fill bs=1M count=5 2>&1 | grep -i 'space' | sed 's/^/full /'
          printf '#!/bin/sh\necho ran\n' > /v/memory/run; chmod +x /v/memory/run; echo exec $(/v/memory/run 2>&1)
          mkdir /v/empty/of-$(id -u) 2>&1 && stat -c 'made %n %a %u %g' /v/empty/of-$(id -u)
          [ -t 0 ] && echo tty $(tty); ls -l /proc/self/fd/0 | sed 's/^/stdin /'
          [ -e /v/image/usr/sbin/nginx ] && echo image nginx
          echo masked $(awk '$5 ~ /^.(proc|sys).(acpi|firmware|keys|sys)$/ {print $5}' /proc/self/mountinfo | sort)
          mkdir /tmp/seccomp 2>&1 | sed 's/^/mkdir /'
          echo done
          exec sleep 100000
        args: [one, "$(GREETING)", "$$(GREETING)", "$(NOPE)"]
        workingDir: /usr
        env:
        - {name: GREETING, value: hi}
        - {name: TWICE, value: "$(GREETING) $(P_A) $$(GREETING) $(LATER)"}
        - {name: LATER, value: x}
        - {name: FROM_MAP, valueFrom: {configMapKeyRef: {name: conf, key: greeting}}}
        - {name: FROM_SECRET, valueFrom: {secretKeyRef: {name: keys, key: password}}}
        - {name: ABSENT, valueFrom: {secretKeyRef: {name: keys, key: nope, optional: true}}}
        - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
        - {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
        - {name: LABEL, valueFrom: {fieldRef: {fieldPath: "metadata.labels['app']"}}}
        - {name: NOTE, valueFrom: {fieldRef: {fieldPath: "metadata.annotations['note']"}}}
        - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1m}}}
        - {name: MEMORY, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}
        - {name: REQUEST, valueFrom: {resourceFieldRef: {resource: requests.cpu}}}
        envFrom:
        - {configMapRef: {name: conf}, prefix: P_}
        - {secretRef: {name: keys}}
        - {configMapRef: {name: absent, optional: true}}
        resources: {limits: {cpu: 250m, memory: 64Mi}}
        ports:
        - {name: http, containerPort: 8000, hostPort: 18000, hostIP: 127.0.0.1}
        - {name: dns, containerPort: 53, hostPort: 18053, protocol: UDP}
        volumeMounts: &mounts
        - {name: empty, mountPath: /v/empty}
        - {name: memory, mountPath: /v/memory}
        - {name: sized, mountPath: /v/sized}
        - {name: folder, mountPath: /v/folder}
        - {name: folder, mountPath: /v/folder-ro, readOnly: true, recursiveReadOnly: IfPossible}
        - {name: folder, mountPath: /v/slave, mountPropagation: HostToContainer}
        - {name: file, mountPath: /v/file}
        - {name: socket, mountPath: /v/socket}
        - {name: chars, mountPath: /v/chars}
        - {name: there, mountPath: /v/there}
        - {name: conf, mountPath: /v/conf}
        - {name: some, mountPath: /v/some}
        - {name: none, mountPath: /v/none}
        - {name: keys, mountPath: /v/keys}
        - {name: mixed, mountPath: /v/mixed}
        - {name: down, mountPath: /v/down}
        - {name: claim, mountPath: /v/claim}
        - {name: claim, mountPath: /v/deep, subPath: a/b}
        - {name: conf, mountPath: /v/sub, subPath: greeting}
        - {name: empty, mountPath: /v/expr, subPathExpr: "logs/$(POD)"}
        - {name: image, mountPath: /v/image}
      - name: user
        image: localhost/podsup/busybox:1
        command: *dump
        securityContext: {runAsUser: 1234, runAsGroup: 4321, runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
        volumeMounts: *mounts
        env: [{name: POD, value: user}]
      - name: caps
        image: localhost/podsup/busybox:1
        command: *dump
        securityContext: {capabilities: {add: [NET_ADMIN], drop: [CHOWN]}, readOnlyRootFilesystem: true, seccompProfile: {type: Unconfined}}
      - name: strong
        image: localhost/podsup/busybox:1
        command: *dump
        securityContext: {privileged: true}
      - name: local
        image: localhost/podsup/busybox:1
        command: *dump
        securityContext: {seccompProfile: {type: Localhost, localhostProfile: podsup/no-mkdir.json}, runAsGroup: 77}
      - name: proc
        image: localhost/podsup/busybox:1
        command: *dump
        securityContext: {procMount: Unmasked}
        stdin: true
        tty: true
      - name: stdin
        image: localhost/podsup/busybox:1
        command: *dump
        stdin: true
        stdinOnce: true
        securityContext: {seccompProfile: {type: RuntimeDefault}, appArmorProfile: {type: Unconfined}}
    """#

/// System calls of the container `local`: all but mkdir, which says that it is not supported.
let fieldsSeccomp = """
    {"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["mkdir","mkdirat","frobnicate"],
    "action":"SCMP_ACT_ERRNO","errnoRet":95}]}
    """

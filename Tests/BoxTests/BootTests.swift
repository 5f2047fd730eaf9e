import TestSupport
import Testing

@Suite("Boot and power-off, in a box")
struct BootTests {
    @Test(
        "at power-off preStop hooks run with a network, and an app ends before the one that it comes after",
        arguments: Box.Suite.allCases)
    func powerOff(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            // "client" comes after "server", so it ends first; its hook still reaches the server.
            try await box.write(Manifests.lasting("server"), to: "/root/test/server.yaml")
            try await box.write(
                Manifests.lasting("client", after: "server", hook: "wget -qO- http://$SERVER/"),
                to: "/root/test/client.yaml")
            try await box.up("/root/test/server.yaml")
            try await box.up("/root/test/client.yaml")

            try await box.powerOff()
            try await box.boot()

            let log = try await box.demand("cat /root/test/out/log").lines
            let journal = try await box.demand("journalctl -q -b -1 -o short-monotonic | tail -n 80")
            #expect(
                log == [
                    "client hook begins", "served by server", "client has eth0", "client hook ends",
                    "client gets TERM", "server hook begins", "server has eth0", "server hook ends",
                    "server gets TERM",
                ], "\(journal)")
        }
    }
}

/// Manifests that these tests make up.
enum Manifests {
    /// A pod that serves a page and writes to /root/test/out/log what happens to it at its end.
    static func lasting(_ name: String, after: String? = nil, hook: String = ":") -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: \(name)
          annotations: {podsup.io/unit.Unit.X-Test: "1"\(after.map { ", podsup.io/after: \($0)" } ?? "")}
        spec:
          terminationGracePeriodSeconds: 20
          volumes:
            - {name: out, hostPath: {path: /root/test/out, type: DirectoryOrCreate}}
          containers:
            - name: main
              image: localhost/podsup/busybox:1
              command:
                - sh
                - -c
                - |
                  trap 'echo "\(name) gets TERM" >> /out/log; exit 0' TERM
                  mkdir /tmp/www; echo "served by \(name)" > /tmp/www/index.html
                  ip -4 -o addr show eth0 | sed 's,.*inet ,,; s,/.*,,' > /out/\(name).address
                  httpd -p 80 -h /tmp/www
                  while :; do sleep 0.1; done
              readinessProbe:
                periodSeconds: 1
                httpGet: {port: 80}
              volumeMounts:
                - {name: out, mountPath: /out}
              lifecycle:
                preStop:
                  exec:
                    command:
                      - sh
                      - -c
                      - |
                        exec >> /out/log
                        SERVER=$(cat /out/server.address)
                        echo "\(name) hook begins"
                        \(hook)
                        sleep 2
                        ip -o link show eth0 | grep -q UP && echo "\(name) has eth0"
                        echo "\(name) hook ends"
        """
    }
}

import PodSpec
import Testing

@testable import PodEngine

@Suite("Events that come again")
struct EventSeriesTests {
    private let unhealthy = PodReport(.warning, "Unhealthy", container: "web", "Readiness probe failed: 503")

    private func at(_ seconds: Double) -> Instant { Now(seconds: seconds).instant }

    @Test("are told once, counted for ten minutes, and then their count is told")
    func counted() {
        var series = EventSeries()
        let first = series.tells(unhealthy, pod: "site", at: at(0))
        let again = (1...5).map { series.tells(unhealthy, pod: "site", at: at(Double($0))) }
        #expect(first && !again.contains(true))
        #expect(series.nextWake == at(600))
        #expect(series.due(at: at(599)) == [])
        #expect(series.due(at: at(600)) == [.init(pod: "site", report: unhealthy, times: 5)])
        // The next ten minutes count by themselves.
        #expect(series.nextWake == nil)
        let later = series.tells(unhealthy, pod: "site", at: at(700))
        #expect(!later)
        #expect(series.due(at: at(1200)) == [.init(pod: "site", report: unhealthy, times: 1)])
    }

    @Test("are news again after ten minutes without them")
    func over() {
        var series = EventSeries()
        let first = series.tells(unhealthy, pod: "site", at: at(0))
        #expect(series.due(at: at(600)) == [])
        let second = series.tells(unhealthy, pod: "site", at: at(601))
        #expect(first && second)
    }

    @Test("are others in another pod, of another container, in other words")
    func others() {
        var series = EventSeries()
        var other = unhealthy
        other.container = "db"
        var words = unhealthy
        words.message = "Readiness probe failed: 500"
        let told = [
            series.tells(unhealthy, pod: "site", at: at(0)), series.tells(unhealthy, pod: "shop", at: at(0)),
            series.tells(other, pod: "site", at: at(0)), series.tells(words, pod: "site", at: at(0)),
        ]
        #expect(told == [true, true, true, true])
    }

    @Test("are each told where they are transitions")
    func transitions() {
        var series = EventSeries()
        let started = PodReport(.normal, "Started", container: "web", "Started container web")
        let told = (0..<3).map { series.tells(started, pod: "site", at: at(Double($0))) }
        #expect(told == [true, true, true])
    }

    @Test("are told with their counts at the end")
    func rest() {
        var series = EventSeries()
        _ = series.tells(unhealthy, pod: "site", at: at(0))
        #expect(series.rest() == [])
        _ = series.tells(unhealthy, pod: "site", at: at(1))
        _ = series.tells(unhealthy, pod: "site", at: at(2))
        #expect(series.rest() == [.init(pod: "site", report: unhealthy, times: 1)])
        #expect(series.rest() == [])
    }

    @Test("take bounded memory, whatever comes")
    func bounded() {
        var series = EventSeries()
        for number in 0..<1000 {
            let report = PodReport(.warning, "Failed", "number \(number)")
            _ = series.tells(report, pod: "site", at: at(0))
            _ = series.tells(report, pod: "site", at: at(0))
        }
        #expect(series.rest().count == 64)
    }
}

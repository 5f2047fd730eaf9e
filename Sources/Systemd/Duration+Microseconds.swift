extension Duration {
    /// Microseconds, systemd's unit of time, rounded down; 0 for a negative duration, and the largest
    /// number for what does not fit.
    var wholeMicroseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard self > .zero else { return 0 }
        let (product, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000)
        return overflow ? .max : product + UInt64(attoseconds / 1_000_000_000_000)
    }
}

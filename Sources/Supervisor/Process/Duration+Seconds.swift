extension Duration {
    /// For Dispatch, whose own intervals overflow on 32 bits after 2 s in nanoseconds.
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}

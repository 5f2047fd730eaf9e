import Testing

/// Tests that change this process's environment, so they run one after the other.
@Suite("What depends on the environment", .serialized)
struct EnvironmentTests {}

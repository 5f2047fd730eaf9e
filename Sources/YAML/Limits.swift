/// What a text may ask of the reader before it is refused.
package struct Limits: Equatable, Sendable {
    /// The whole text, in bytes. Never more than 2 GiB, which is what a ``Mark`` can count.
    package var bytes: Int
    /// Documents, empty ones included.
    package var documents: Int
    /// Collections inside each other, those an alias brings along included.
    package var levels: Int
    /// Uses of an alias (`*name`) in the whole text.
    package var aliases: Int
    /// Scalars, sequences and mappings in the whole text.
    package var nodes: Int
    /// Nodes that aliases repeat, each as often as it is repeated.
    package var repeatedNodes: Int
    /// Bytes of all scalars and tags, each counted as often as aliases and tag handles repeat it.
    package var text: Int

    package init(
        bytes: Int, documents: Int, levels: Int, aliases: Int, nodes: Int, repeatedNodes: Int, text: Int
    ) {
        self.bytes = min(bytes, Int(Int32.max) - 1)
        self.documents = documents
        self.levels = levels
        self.aliases = aliases
        self.nodes = nodes
        self.repeatedNodes = repeatedNodes
        self.text = text
    }

    /// The limits of a manifest: 4 MiB, 10,000 documents, 100 levels, 10,000 aliases that repeat 100,000 nodes,
    /// 350,000 nodes (a megabyte of ordinary manifests has 60,000), 16 MiB when written out. Together they keep
    /// what any text can take below 50 MB.
    package static let manifest = Limits(
        bytes: 4 << 20, documents: 10_000, levels: 100, aliases: 10_000, nodes: 350_000,
        repeatedNodes: 100_000, text: 16 << 20)
}

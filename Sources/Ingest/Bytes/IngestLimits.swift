/// What a file may ask of the program before it is refused.
///
/// Exports are written by others, and callers choose some of their bytes: every buffer that grows
/// with the input stops at one of these.
package struct IngestLimits: Hashable, Sendable {
  /// The longest record, in bytes, with its separators; a longer one is rejected.
  ///
  /// Default 1 MiB: a thousand times the longest line that Asterisk's own CSV writer can produce
  /// (1,024 bytes), and enough for an order with its comments.
  package var recordBytes = 1 << 20

  /// The most fields in a record; a record with more is rejected.
  ///
  /// Default 256: the widest export known has 79 columns.
  package var fields = 256

  /// How deep XML elements may be nested, the root being 1; a deeper file ends with an error.
  ///
  /// Default 64: order feeds nest about ten deep.
  package var xmlDepth = 64

  /// The longest text or attribute of an XML file, in bytes of UTF-8.
  ///
  /// Default 1 MiB, as for records; libxml2's own limit of 10 MB stands behind it.
  package var xmlTextBytes = 1 << 20

  /// How many bytes of content a byte of gzip may turn into, once ``inflateAllowance`` is used up.
  ///
  /// Default 200: call logs compress 8 to 40 times, deflate's greatest possible ratio is 1,032.
  package var inflateRatio = 200

  /// The bytes of content that a gzip file may hold before ``inflateRatio`` counts.
  ///
  /// Default 64 MiB: a short file of equal lines is harmless however well it compresses.
  package var inflateAllowance = 64 << 20

  /// How many rejects are kept per file; further ones are counted only.
  ///
  /// Default 10,000: more than anyone reads, and a few megabytes at most.
  package var rejectsKept = 10_000

  /// The limits that hold where the config names none.
  package static let standard = IngestLimits()

  /// Makes the default limits; each can be set afterwards.
  package init() {}
}

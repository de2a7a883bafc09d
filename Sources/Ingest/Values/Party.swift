/// Who is at one end of a leg, as the export names them: an outside number, a name inside the
/// switch (an extension, `s`, `*8`), or nobody that can be told.
package struct Party: Hashable, Sendable {
  /// 0: unknown or anonymous.
  ///
  /// Positive: the digits of an E.164 number. Negative: minus a NameID.
  package var raw: Int

  /// Wraps a stored value.
  @inlinable
  package init(raw: Int) { self.raw = raw }

  /// An anonymous or missing party; it never matches another.
  package static let unknown = Party(raw: 0)

  /// A party known by a valid telephone number.
  package init(number: PhoneNumber) { raw = Int(number.digits) }

  /// A party known by a name inside the switch.
  package init(name: NameID) { raw = -name.number }

  /// Whether this is a valid telephone number.
  package var isNumber: Bool { raw > 0 }

  /// The name inside the switch, if that is what it is.
  package var name: NameID? { raw < 0 ? NameID(number: -raw) : nil }
}

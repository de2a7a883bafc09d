/// An amount in whole minor units (kopecks, cents) of one currency.
///
/// There is no `+` across currencies and no `Double`.
package struct Money: Hashable, Sendable {
  /// Minor units; two decimal digits for every currency that ringtally knows.
  package var minor: Int
  /// ISO 4217, upper case.
  package var currency: String

  /// Makes an amount from minor units.
  package init(minor: Int, currency: String) {
    self.minor = minor
    self.currency = currency
  }

  /// `1234.50`, with a minus for negative amounts.
  package var plain: String { Money.plain(minor) }

  /// Minor units as a plain decimal with two digits.
  package static func plain(_ minor: Int) -> String {
    let magnitude = minor.magnitude
    return
      "\(minor < 0 ? "-" : "")\(magnitude / 100).\(magnitude % 100 < 10 ? "0" : "")\(magnitude % 100)"
  }
}

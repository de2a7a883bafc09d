package import Ingest
import Metrics

extension Config {
  /// The key `orders`.
  package struct Orders: Hashable, Sendable {
    /// Which call gets an order.
    package enum AttributionRule: String, CaseIterable, Hashable, Sendable {
      case firstCall = "first-call"
      case lastCall = "last-call"
    }

    /// A way of telling buyers that their parcel has come.
    package struct Notification: Hashable, Sendable {
      package var name: String
      package var team: String?
      /// Prefixes of channels.
      package var trunks: [String]
      /// As written; not yet normalised.
      package var numbers: [String]
      package var accountcodes: [String]
      /// Of one order, in minor units.
      package var cost: Int?
    }

    package var linkBefore: Seconds
    package var linkAfter: Seconds
    package var matureAt: DecimalFraction
    package var storageDays: Int
    /// By the carrier's name as the export writes it.
    package var storageDaysByCarrier: [String: Int]
    package var margin: DecimalFraction?
    /// Minor units.
    package var returnCost: Int?
    package var attribution: AttributionRule
    package var attributionWindow: Seconds
    /// Sorted by name.
    package var notifications: [Notification]
    package var holdoutShare: DecimalFraction
    package var holdoutSalt: String

    init(reading section: SectionReader) {
      let link = section.section("link_to_confirmation", .confirmationLink)
      linkBefore = link.value("before", .duration) ?? 0
      linkAfter = link.value("after", .duration) ?? 0
      matureAt = section.value("mature_at", .share) ?? DecimalFraction(1)
      let days = section.section("storage_days", .storageDays)
      storageDays = days.value("default", .count(1...365)) ?? 1
      storageDaysByCarrier = [:]
      for (carrier, _, node) in days.entries where carrier != "default" {
        guard let count = days.scalar(node, .count(1...365), key: carrier) else { continue }
        storageDaysByCarrier[carrier] = count
        days.record(carrier, String(count))
      }
      margin = section.value("margin", .share)
      returnCost = section.value("return_cost", .money)
      let attribution = section.section("attribution", .attribution)
      self.attribution = attribution.value("rule", .choice) ?? .firstCall
      attributionWindow = attribution.value("window", .duration) ?? 0
      let methods = section.section("notifications", .notifications)
      notifications = methods.entries.map { name, _, node in
        Notification(
          reading: SectionReader(
            node, .notification, path: "orders.notifications.\(name).", log: section.log),
          name: name)
      }.sorted { $0.name < $1.name }
      let holdout = section.section("holdout", .holdout)
      holdoutShare = holdout.value("share", .share) ?? DecimalFraction(0)
      holdoutSalt = holdout.value("salt", .anyText) ?? ""
      if holdoutShare > DecimalFraction(0), holdoutSalt.isEmpty {
        holdout.report(
          "salt", "expected a text, as there is a holdout",
          "Write a word and never change it: it decides which orders are held out.")
      }
    }
  }
}

extension Config.Orders.Notification {
  fileprivate init(reading section: SectionReader, name: String) {
    self.init(
      name: name, team: section.value("team", .text), trunks: section.list("trunks", .text),
      numbers: section.list("numbers", .text), accountcodes: section.list("accountcodes", .text),
      cost: section.value("cost", .money))
    let keys = ["team", "trunks", "numbers", "accountcodes"]
    if !keys.contains(where: { section.has($0) }) {
      section.log.report(
        section.mark, key: section.table.path,
        "expected a rule: \(keys.joined(separator: ", "))",
        remedy: "Say by what calls of this method are known.")
    }
  }
}

/// Which customer a number is: the numbers that an order system has under one id are one customer.
///
/// A customer goes by the lowest of his numbers. Source: docs/metrics.md#customers.
package struct CustomerMap: Hashable, Sendable {
  /// A number that an order system has under an id.
  package struct Listing: Hashable, Sendable {
    /// Ids of different sources are different customers' until a number joins them.
    package var source: Int
    package var id: String
    package var number: Party

    package init(source: Int, id: String, number: Party) {
      self.source = source
      self.id = id
      self.number = number
    }
  }

  /// What is known of a number beside its being one.
  package enum Standing: UInt8, Hashable, Sendable {
    /// It is all that is known of its customer.
    case alone
    /// Its customer has others.
    case joined
    /// It stands under several ids, or under one that is no person's, and is joined to nothing.
    case shared
  }

  private struct Entry: Hashable, Sendable {
    var customer: Party
    var standing: Standing
  }

  /// An id with more numbers is a placeholder, such as `guest`, and no person.
  package static let mostNumbers = 20

  /// All numbers that do not stand alone.
  private var entries: [Party: Entry] = [:]
  private var groups: [Party: Set<Party>] = [:]

  /// A map that joins nothing.
  package static let empty = CustomerMap()

  private init() {}

  /// Joins the numbers of each id, in whatever order they are listed.
  package init(_ listings: some Sequence<Listing>) {
    // By source, then by id.
    var numbers: [Int: [String: Set<Party>]] = [:]
    for listing in listings where listing.number.isNumber && !listing.id.isEmpty {
      numbers[listing.source, default: [:]][listing.id, default: []].insert(listing.number)
    }
    var shared: Set<Party> = []
    for ids in numbers.values {
      var seen: Set<Party> = []
      for members in ids.values {
        if members.count > CustomerMap.mostNumbers { shared.formUnion(members) }
        shared.formUnion(members.intersection(seen))
        seen.formUnion(members)
      }
    }
    // Ids of several sources can share a number without being one id's: union-find.
    var parents: [Party: Party] = [:]
    func root(_ number: Party) -> Party {
      var root = number
      while let next = parents[root], next != root { root = next }
      return root
    }
    for members in numbers.values.joined().map(\.value) {
      let own = members.subtracting(shared).map(root)
      guard let lowest = own.min(by: { $0.raw < $1.raw }) else { continue }
      for other in own { parents[other] = lowest }
    }
    var members: [Party: Set<Party>] = [:]
    for number in parents.keys { members[root(number), default: []].insert(number) }
    self.init(groups: members.values.filter { $0.count > 1 }, shared: shared)
  }

  /// The map of known groups.
  package init(groups: some Sequence<Set<Party>>, shared: Set<Party>) {
    for group in groups {
      guard let customer = group.min(by: { $0.raw < $1.raw }) else { continue }
      self.groups[customer] = group
      for number in group { entries[number] = Entry(customer: customer, standing: .joined) }
    }
    for number in shared { entries[number] = Entry(customer: number, standing: .shared) }
  }

  /// Whose number it is: the lowest of his numbers.
  package func customer(of number: Party) -> Party { entries[number]?.customer ?? number }

  /// What is known of a number beside its being one.
  package func standing(of number: Party) -> Standing { entries[number]?.standing ?? .alone }

  /// All numbers of the customer whose number it is; `nil` where it is the only one.
  package func group(of number: Party) -> Set<Party>? { groups[customer(of: number)] }
}

extension JourneyRow {
  /// Puts the customer in the place of his number.
  package mutating func identify(by map: CustomerMap) {
    customer = map.customer(of: phone)
    standing = map.standing(of: phone)
  }
}

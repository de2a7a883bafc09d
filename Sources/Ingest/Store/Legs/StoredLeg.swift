/// A leg in a stored list of an hour's legs: its cells, in the order of `Schema`'s view `leg`.
struct StoredLeg {
  var leg: CallLeg
  /// The row's identity within its source; see ``CallLeg/key(fallback:)``.
  var key: UInt64
  var source: Int

  /// Seconds per stored list.
  static let span = 3600

  /// The list that a moment belongs to.
  static func hour(of moment: Instant) -> Int {
    moment.epoch >= 0 ? moment.epoch / span : (moment.epoch - span + 1) / span
  }

  /// Writes the leg as a row of its hour.
  ///
  /// Times are told from the hour's start, ids from the leg's and from each other: short numbers
  /// are most of what keeps a leg under 100 bytes.
  func write(to rows: inout IntegerRowsWriter) {
    rows.beginRow()
    rows.append(leg.start.epoch - StoredLeg.hour(of: leg.start) * StoredLeg.span)
    rows.append(source)
    rows.append(leg.duration)
    rows.append(leg.answerDelay)
    rows.append(leg.billed)
    rows.append(leg.disposition.rawValue)
    let unique = leg.uniqueID.raw
    if unique > 0 {
      // The second in which the channel was made, then system and number.
      rows.append(StoredLeg.seconds(unique) + CallID.epochBase - leg.start.epoch)
      rows.append((unique >> 55) << 24 | unique & 0xff_ffff)
    } else {
      rows.append(0)
      rows.append(absolute: unique)
    }
    let linked = leg.linkedID.raw
    if unique > 0, linked > 0 {
      rows.append(linked - unique)
    } else {
      rows.append(absolute: linked)
    }
    rows.append(leg.sequence)
    rows.append(leg.channel.raw)
    rows.append(leg.destination.raw)
    rows.append(leg.caller.raw)
    rows.append(leg.dialled.raw)
    rows.append(leg.did.raw)
    rows.append(leg.context.number)
    rows.append(leg.application.number)
    rows.append(leg.account.number)
    rows.append(leg.queue.number)
    rows.append(leg.target.raw)
    // Rows without an id have a key that their cells do not tell, and so has one whose hash met
    // another's.
    if leg.uniqueID == .none || key != leg.key(fallback: 0) {
      rows.append(absolute: Int(bitPattern: UInt(key)))
    }
    rows.endRow()
  }

  private static func seconds(_ id: Int) -> Int { (id >> 24) & 0x7fff_ffff }

  /// Reads a leg's cells, and its key where that was written.
  @inline(__always)
  static func read(
    _ rows: inout IntegerRowsReader, hourStart: Int
  ) throws(MalformedRows) -> (leg: CallLeg, source: Int, key: UInt64?) {
    var leg = CallLeg()
    leg.start = Instant(epoch: hourStart &+ (try rows.number()))
    let source = try rows.number()
    leg.duration = try rows.number()
    leg.answerDelay = try rows.number()
    leg.billed = try rows.number()
    leg.disposition = Disposition(rawValue: try rows.number()) ?? .unknown
    let created = try rows.number()
    let unique = try rows.relative()
    if unique.isAbsolute {
      leg.uniqueID = CallID(raw: unique.value)
    } else {
      let seconds = leg.start.epoch &+ created &- CallID.epochBase
      leg.uniqueID = CallID(
        raw: (unique.value >> 24) << 55 | seconds << 24 | unique.value & 0xff_ffff)
    }
    let linked = try rows.relative()
    leg.linkedID = CallID(
      raw: linked.isAbsolute ? linked.value : leg.uniqueID.raw &+ linked.value)
    leg.sequence = try rows.number()
    leg.channel = Channel(raw: try rows.number())
    leg.destination = Channel(raw: try rows.number())
    leg.caller = Party(raw: try rows.number())
    leg.dialled = Party(raw: try rows.number())
    leg.did = Party(raw: try rows.number())
    leg.context = NameID(number: try rows.number())
    leg.application = NameID(number: try rows.number())
    leg.account = NameID(number: try rows.number())
    leg.queue = NameID(number: try rows.number())
    leg.target = Party(raw: try rows.number())
    if rows.endsRow() { return (leg, source, nil) }
    let key = try rows.relative()
    guard rows.endsRow() else { throw MalformedRows() }
    return (leg, source, UInt64(UInt(bitPattern: key.value)))
  }
}

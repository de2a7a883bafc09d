import Ingest
import Yams

/// A type of scalar value: how it is read, and its one spelling for hashes.
struct ValueKind<Value> {
  /// What the value has to be, after "expected".
  let expected: String
  /// What to change where it is not, as a sentence.
  let remedy: String
  let parse: (Node.Scalar) -> Value?
  let spell: (Value) -> String
}

extension Node.Scalar {
  /// Whether it was written without quotes.
  var isPlain: Bool { style == .plain || style == .any }
  /// Whether it was left out: `key:` or `key: null`.
  var isNothing: Bool { isPlain && ["", "~", "null", "Null", "NULL"].contains(string) }
}

extension ValueKind where Value == String {
  /// Any text but an empty one.
  static var text: Self {
    Self(
      expected: "a text", remedy: "Write a text; quote it if it holds `: ` or ` #`.",
      parse: { $0.string.isEmpty || $0.isNothing ? nil : $0.string }, spell: { $0 })
  }

  /// A text that may be empty.
  static var anyText: Self {
    Self(
      expected: "a text", remedy: "Write a text, \"\" for none.",
      parse: { $0.isNothing ? nil : $0.string }, spell: { $0 })
  }

  /// ISO codes: `length` capital letters.
  static func code(_ length: Int, _ example: String) -> Self {
    Self(
      expected: "\(length) capital letters such as \(example)", remedy: "Write the ISO code.",
      parse: { scalar in
        scalar.string.utf8.count == length
          && scalar.string.utf8.allSatisfy { (0x41...0x5A).contains($0) } ? scalar.string : nil
      },
      spell: { $0 })
  }
}

extension ValueKind where Value == Bool {
  static var flag: Self {
    Self(
      expected: "true or false", remedy: "Write true or false, without quotes.",
      parse: { scalar in
        guard scalar.isPlain else { return nil }
        return scalar.string == "true" ? true : scalar.string == "false" ? false : nil
      },
      spell: { $0 ? "true" : "false" })
  }
}

extension ValueKind where Value == Int {
  /// A whole number of a range.
  static func count(_ range: ClosedRange<Int>) -> Self {
    Self(
      expected: range.upperBound == .max
        ? "a whole number from \(range.lowerBound) on"
        : "a whole number from \(range.lowerBound) to \(range.upperBound)",
      remedy: "Write digits only, without quotes or a unit.",
      parse: { scalar in
        guard scalar.isPlain, let number = DecimalFraction(scalar.string),
          number.denominator == 1, !scalar.string.contains("."), range.contains(number.numerator)
        else { return nil }
        return number.numerator
      },
      spell: { String($0) })
  }

  /// An amount of the shop's currency, in minor units.
  static var money: Self {
    Self(
      expected: "an amount such as 20000.00",
      remedy: "Write digits and at most two decimals after a point, without quotes or currency.",
      parse: { scalar in
        guard scalar.isPlain, let amount = DecimalFraction(scalar.string)?.hundredths, amount >= 0
        else { return nil }
        return amount
      },
      spell: { Money.plain($0) })
  }

  /// A length of time, in seconds.
  static var duration: Self {
    Self(
      expected: "a length of time such as 20s, 15min, 12h or 7d",
      remedy: "Write a whole number and s, m, min, h or d.",
      parse: { seconds($0.string) }, spell: { "\($0)s" })
  }

  /// Seconds of `20s`, `15min`, `10m`, `12h`, `7d`, `1h30m`; units get smaller.
  static func seconds(_ text: String) -> Seconds? {
    let units: [(String, Seconds)] = [("d", 86_400), ("h", 3600), ("min", 60), ("m", 60), ("s", 1)]
    var rest = Substring(text)
    var total = 0
    var last = Int.max
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      let letters = rest.prefix { $0.isASCII && $0.isLetter }
      rest = rest.dropFirst(letters.count)
      guard (1...6).contains(digits.count), let count = Int(digits),
        let unit = units.first(where: { $0.0 == letters })?.1, unit < last
      else { return nil }
      total += count * unit  // at most 999,999 days
      last = unit
    }
    return last == .max ? nil : total
  }
}

extension ValueKind where Value == DecimalFraction {
  /// 0 to 1.
  static var share: Self {
    decimal(0...1, "a share from 0 to 1 such as 0.95", "Write 0.95 for 95 %.")
  }

  /// A number from 0 on.
  static var number: Self {
    decimal(0...999_999_999, "a number such as 30 or 1.20", "Write digits and a point.")
  }

  private static func decimal(
    _ range: ClosedRange<Int>, _ expected: String, _ remedy: String
  ) -> Self {
    Self(
      expected: expected, remedy: remedy + " Leave quotes away.",
      parse: { scalar in
        guard scalar.isPlain, let value = DecimalFraction(scalar.string),
          value >= DecimalFraction(range.lowerBound), value <= DecimalFraction(range.upperBound)
        else { return nil }
        return value
      },
      spell: { $0.text })
  }

  /// A length of time, in whole seconds.
  static var seconds: Self {
    let duration = ValueKind<Int>.duration
    return Self(
      expected: duration.expected, remedy: duration.remedy,
      parse: { duration.parse($0).map { DecimalFraction($0) } }, spell: { $0.text })
  }
}

extension ValueKind where Value == Day {
  static var day: Self {
    Self(
      expected: "a day such as 2026-10-01", remedy: "Write year-month-day with two digits each.",
      parse: { Day($0.string) }, spell: { $0.description })
  }
}

extension ValueKind where Value == Zone {
  static var zone: Self {
    Self(
      expected: "an IANA time zone such as Asia/Yekaterinburg",
      remedy: "Take the name from `timedatectl list-timezones`.",
      parse: { Zone($0.string) }, spell: { $0.name })
  }
}

extension ValueKind where Value == UInt8 {
  /// One ASCII character that can part or point.
  static func sign(_ choices: String, _ expected: String) -> Self {
    Self(
      expected: expected, remedy: "Write one of them in quotes.",
      parse: { scalar in
        scalar.string.utf8.count == 1 && choices.contains(scalar.string)
          ? scalar.string.utf8.first : nil
      },
      spell: { String(UnicodeScalar($0)) })
  }
}

extension ValueKind
where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of a closed set of words.
  static var choice: Self {
    let names = Value.allCases.map(\.rawValue)
    return Self(
      expected: "one of \(names.joined(separator: ", "))", remedy: "Choose one of these words.",
      parse: { Value(rawValue: $0.string) }, spell: { $0.rawValue })
  }
}

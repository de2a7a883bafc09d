/// What the templates read.
///
/// Keys are looked up with a leading dot, in the innermost object only, so that an absent value of
/// a row is absent and not its section's.
typealias TemplateContext = [String: Any]

extension TemplateContext {
  /// A context without the keys that have no value.
  fileprivate init(_ values: [String: Any?]) {
    self = values.compactMapValues { $0 }
  }
}

extension ReportPage {
  /// The page as its template reads it.
  func context(slots: inout ChartSlots) -> TemplateContext {
    let phrases = language.phrases
    let words = phrases.page
    let known = Set(sections.map { Self.fragment($0.id) })
    return TemplateContext([
      "lang": language.rawValue,
      "document_title": "\(period.title) · \(shop)",
      "shop": shop,
      "kind": phrases.name(of: period.kind),
      "title": period.title,
      "dates": period.dates == period.title ? nil : period.dates,
      "open": period.state == .open ? words.stillOpen : nil,
      "as_of": "\(words.asOf) \(asOf)",
      "comparison": comparison.map { "\(words.comparedWith) \($0)" },
      "glance": actions.isEmpty ? nil : "\(words.today): \(language.format.integer(actions.count))",
      "w": words.context,
      "tiles": tiles.map { tile in tile.context(language: language, known: known, slots: &slots) },
      "actions": actions.map { $0.context(phrases: phrases, known: known) },
      "notices": notices.map { $0.context(phrases: phrases) },
      "has_notices": !notices.isEmpty,
      "sections": sections.map { $0.context(language: language, slots: &slots) },
      "contents": sections.map { ["fragment": Self.fragment($0.id), "heading": $0.heading] },
      "previous": navigation.previous?.context(label: words.previousPeriod),
      "next": navigation.next?.context(label: words.nextPeriod),
      "index": navigation.index?.context(label: words.allReports),
      "files": navigation.files.compactMap { $0.context(label: $0.title) },
      "has_files": !navigation.files.isEmpty,
      "config_hash": configHash,
      "generator": generator,
    ])
  }

  /// An identifier made of ASCII letters, digits and `-`, whatever was given.
  static func fragment(_ id: String) -> String {
    let kept = id.unicodeScalars.map { scalar -> Character in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-": Character(scalar)
      default: "-"
      }
    }
    return "s-" + String(kept)
  }
}

extension Phrases.Page {
  /// The frame's words as the templates read them.
  fileprivate var context: TemplateContext {
    [
      "report": reportTitle, "skip": skipToContent, "contents": contents, "periods": periods,
      "headline": headline, "today": today, "nothing": nothingToDo, "notices": notices,
      "definition": definition, "formula": formula, "numerator": numerator,
      "denominator": denominator, "exclusions": exclusions, "configuration": configuration,
      "generator": generator, "undefined": undefinedNote, "privacy": privacy, "region": tableRegion,
      "sort": sortBy, "empty": empty, "newest": newest, "all": allReports,
    ]
  }
}

extension ReportPage.Tile {
  fileprivate func context(
    language: ReportLanguage, known: Set<String>, slots: inout ChartSlots
  ) -> TemplateContext {
    let words = language.phrases.change
    let chart =
      course.contains { $0 != nil }
      ? slots.place(sparkline(course, title: label, language: language)) : nil
    let target = section.map(ReportPage.fragment).flatMap { known.contains($0) ? $0 : nil }
    return TemplateContext([
      "label": label,
      "value": value,
      "unit": unit,
      "was": previous.map { "\(words.was) \($0)" },
      "change": change?.context(words: words),
      "no_comparison": change == nil ? words.noComparison : nil,
      "slot": chart,
      "target": target,
    ])
  }
}

extension ReportPage.Change {
  fileprivate func context(words: Phrases.Change) -> TemplateContext {
    let word =
      switch meaning {
      case .better: words.better
      case .worse: words.worse
      case .neutral: words.neutral
      case .noEvidence: words.noEvidence
      }
    let arrow =
      switch movement {
      case .up: "▲"
      case .down: "▼"
      case .level: "="
      }
    return TemplateContext([
      "class": meaning.rawValue,
      "arrow": meaning == .noEvidence ? "≈" : arrow,
      "text": text,
      "word": word,
      "interval": interval.map { "\(words.interval) \($0)" },
    ])
  }
}

extension ReportPage.Severity {
  fileprivate func word(_ words: Phrases.Change, routine: String) -> String {
    switch self {
    case .urgent: words.urgent
    case .attention: words.attention
    case .routine: routine
    }
  }

  /// A shape for each degree, so that colour is never alone.
  fileprivate var sign: String {
    switch self {
    case .urgent: "!"
    case .attention: "▲"
    case .routine: "·"
    }
  }
}

extension ReportPage.Action {
  fileprivate func context(phrases: Phrases, known: Set<String>) -> TemplateContext {
    let target = section.map(ReportPage.fragment).flatMap { known.contains($0) ? $0 : nil }
    return TemplateContext([
      "class": severity.rawValue,
      "sign": severity.sign,
      "word": severity.word(phrases.change, routine: phrases.change.routine),
      "text": text,
      "detail": detail,
      "target": target,
    ])
  }
}

extension ReportPage.Notice {
  fileprivate func context(phrases: Phrases) -> TemplateContext {
    TemplateContext([
      "class": severity.rawValue,
      "sign": severity.sign,
      "word": severity.word(phrases.change, routine: phrases.change.information),
      "text": text,
      "detail": detail,
    ])
  }
}

extension ReportPage.Section {
  fileprivate func context(
    language: ReportLanguage, slots: inout ChartSlots
  ) -> TemplateContext {
    let fragment = ReportPage.fragment(id)
    let figures = charts.map { chart in
      ["slot": slots.place(chart), "caption": chart.title] as TemplateContext
    }
    let lists = tables.enumerated().map { index, table in
      table.context(id: "\(fragment)-t\(index + 1)", slots: &slots)
    }
    return TemplateContext([
      "fragment": fragment,
      "heading": heading,
      "lead": lead,
      "figures": figures,
      "has_figures": !figures.isEmpty,
      "single": figures.count == 1,
      "tables": lists,
      "empty": figures.isEmpty && lists.isEmpty && lead == nil
        ? language.phrases.page.empty : nil,
      "notes": notes.map { ["note": $0] },
      "definitions": definitions.map { definition in
        [
          "name": definition.name, "formula": definition.formula,
          "numerator": definition.numerator, "denominator": definition.denominator,
          "exclusions": definition.exclusions,
        ]
      },
      "has_definitions": !definitions.isEmpty,
    ])
  }
}

extension ReportPage.Table {
  /// The table as its template reads it.
  fileprivate func context(id: String, slots: inout ChartSlots) -> TemplateContext {
    TemplateContext([
      "id": id,
      "caption": caption,
      "sortable": order == .sortable,
      "columns": columns.map { column in
        [
          "key": column.key, "heading": column.heading, "kind": column.kind.rawValue,
          "align": column.alignment.rawValue,
        ]
      },
      "slot": slots.place(markup: rowMarkup),
    ])
  }

  /// The rows as markup; by the template engine they were three quarters of a night's reports.
  private var rowMarkup: String {
    var markup = ""
    for row in rows {
      markup += "<tr class=\"\(row.emphasis.rawValue)\">"
      for (index, column) in columns.enumerated() {
        let cell = row.cells.indices.contains(index) ? row.cells[index] : .undefined
        let bar = index == 0 ? nil : cell.bar.flatMap(Self.percentage)
        markup += index == 0 ? "<th scope=\"row\" class=\"" : "<td class=\""
        markup += column.alignment.rawValue
        markup += bar == nil ? "\"" : " bar\""
        if let sort = cell.sortValue.flatMap(Self.plain) { markup += " data-sort=\"\(sort)\"" }
        if let bar { markup += " style=\"--share:\(bar)\"" }
        markup += ">"
        markup += MarkupText.escaped(cell.text)
        markup += index == 0 ? "</th>" : "</td>"
      }
      markup += "</tr>\n"
    }
    return markup
  }

  /// A sort value as a script reads it.
  private static func plain(_ value: Double) -> String? {
    value.isFinite ? value.description : nil
  }

  /// A bar's length as a style sheet reads it, within 0–100 %.
  private static func percentage(_ share: Double) -> String? {
    guard share.isFinite else { return nil }
    let tenths = Int((min(1, max(0, share)) * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)%"
  }
}

extension ReportPage.Link {
  /// The link, if its address is a relative one.
  fileprivate func context(label: String) -> TemplateContext? {
    guard Self.isRelative(address) else { return nil }
    return ["label": label, "name": title, "address": address]
  }

  /// Whether an address can lead only to a file beside this one: no scheme, no host.
  static func isRelative(_ address: String) -> Bool {
    guard !address.isEmpty, !address.hasPrefix("/") else { return false }
    return address.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/": true
      default: false
      }
    }
  }
}

extension IndexPage {
  /// The page as its template reads it.
  var context: TemplateContext {
    let phrases = language.phrases
    let words = phrases.page
    let groups = [
      (PeriodKind.month, words.months), (.week, words.weeks), (.day, words.days),
    ].compactMap { kind, heading -> TemplateContext? in
      let listed = entries.filter { $0.kind == kind }
      guard !listed.isEmpty else { return nil }
      return [
        "heading": heading, "fragment": "s-" + kind.rawValue,
        "entries": listed.map { entry in
          TemplateContext([
            "title": entry.title,
            "dates": entry.dates == entry.title ? nil : entry.dates,
            "address": ReportPage.Link.isRelative(entry.address) ? entry.address : nil,
            "figures": entry.figures,
            "open": entry.state == .open ? words.stillOpen : nil,
          ])
        },
      ]
    }
    return TemplateContext([
      "lang": language.rawValue,
      "document_title": "\(words.allReports) · \(shop)",
      "shop": shop,
      "as_of": "\(words.asOf) \(asOf)",
      "w": words.context,
      "groups": groups,
      "empty": groups.isEmpty,
      "generator": generator,
    ])
  }
}

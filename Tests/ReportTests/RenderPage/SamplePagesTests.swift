import Foundation
import Testing

@testable import report

/// Renders whole sample pages; `RINGTALLY_SAMPLE_PAGES=FOLDER` keeps them for a browser.
@Suite("Sample pages") struct SamplePagesTests {
  @Test(arguments: ReportLanguage.allCases)
  func `a full page renders with every section, chart and table`(_ language: ReportLanguage) throws
  {
    let render = try RenderHTML()
    let page = SamplePage.report(language)
    let html = render(page)
    let index = render(SamplePage.index(language))

    #expect(html.hasPrefix("<!DOCTYPE html>"))
    #expect(html.contains("<html lang=\"\(language.rawValue)\">"))
    for section in page.sections {
      #expect(html.contains("id=\"s-\(section.id)\""))
      #expect(html.contains(MarkupText.escaped(section.heading)))
    }
    let charts = page.sections.map(\.charts.count).reduce(0, +)
    let courses = page.tiles.filter { !$0.course.isEmpty }.count
    #expect(html.components(separatedBy: "<svg ").count - 1 == charts + courses)
    let tables = page.sections.map(\.tables.count).reduce(0, +)
    #expect(html.components(separatedBy: "<table").count - 1 == tables)
    #expect(!html.contains("<!--chart"))
    #expect(!html.contains("{{"))
    #expect(index.components(separatedBy: "report.html\"").count - 1 == 4)

    if let folder = ProcessInfo.processInfo.environment["RINGTALLY_SAMPLE_PAGES"] {
      let place = URL(filePath: folder, directoryHint: .isDirectory)
      try Data(html.utf8).write(to: place.appending(path: "report-\(language.rawValue).html"))
      try Data(index.utf8).write(to: place.appending(path: "index-\(language.rawValue).html"))
    }
  }
}

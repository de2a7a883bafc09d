// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "ringtally",
  products: [
    .executable(name: "ringtally", targets: ["report"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C behind a wall: module maps and shims, nothing else.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(
      name: "CPhoneNumber",
      linkerSettings: [
        .linkedLibrary("phonenumber"), .linkedLibrary("geocoding"), .linkedLibrary("icuuc"),
        .linkedLibrary("stdc++"),
      ]),

    .target(name: "CLinux"),

    // bytes → typed events → SQLite
    .target(
      name: "Ingest",
      dependencies: [
        "CZlib", "CLibXML2", "CPhoneNumber",
        .product(name: "BasicContainers", package: "swift-collections"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: [.strictMemorySafety()]),

    // pure: no files, no clock, no database
    .target(
      name: "Metrics",
      dependencies: [
        "Ingest",
        .product(name: "BigInt", package: "BigInt"),
        .product(name: "OrderedCollections", package: "swift-collections"),
      ],
      swiftSettings: [.strictMemorySafety()]),

    // the program: config, commands, rendering, publishing
    .executableTarget(
      name: "report",
      dependencies: [
        "CLinux", "Ingest", "Metrics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "OrderedCollections", package: "swift-collections"),
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.embedInCode("Templates")]),

    .target(name: "TestSupport", dependencies: ["Ingest"], path: "Tests/TestSupport"),
    .testTarget(
      name: "IngestTests",
      dependencies: ["Ingest", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(name: "MetricsTests", dependencies: ["Metrics", "Ingest", "TestSupport"]),
    .testTarget(
      name: "ReportTests",
      dependencies: [
        "report", "Metrics", "Ingest", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .system && !target.name.hasPrefix("C") {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}

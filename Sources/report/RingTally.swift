@main struct RingTally { static func main() {} }

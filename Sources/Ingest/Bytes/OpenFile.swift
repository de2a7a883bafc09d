import Glibc

/// A file that is open for reading, closed when it goes out of use.
struct OpenFile: ~Copyable {
  private let path: String
  private let descriptor: Int32

  // A noncopyable type with a deinit: written out so that nobody outside can make one.
  private init(opened path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Opens a regular file, or a pipe that the caller handed over under /dev.
  ///
  /// A pipe that lies in a folder is refused: nobody may ever write to it, and a night would hang.
  static func open(path: String) throws(SourceError) -> OpenFile {
    // Non-blocking, so that opening such a pipe returns at once; regular files don't care.
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, code: errno) }
    let file = OpenFile(opened: path, descriptor: descriptor)
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw .cannotOpen(path: path, code: errno)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFIFO where path.hasPrefix("/dev/"):
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    default: throw .notAFile(path: path)
    }
    return file
  }

  /// Appends what one read(2) gives, at most `limit` bytes; 0 is the end.
  func read(into buffer: inout [UInt8], upTo limit: Int) throws(SourceError) -> Int {
    let before = buffer.count
    var code: Int32 = 0
    buffer.append(addingCapacity: limit) { output in
      unsafe output.withUnsafeMutableBufferPointer { target, count in
        guard let free = unsafe target.baseAddress.map({ unsafe $0 + count }) else { return }
        var got = 0
        repeat { got = unsafe Glibc.read(descriptor, free, limit) } while got < 0 && errno == EINTR
        if got >= 0 { count += got } else { code = errno }
      }
    }
    guard code == 0 else { throw .cannotRead(path: path, code: code) }
    return buffer.count - before
  }
}

/// The directory that a tool writes its files into. They grow in steps that double: a linker's map comes in
/// thousands of small pieces, and to copy the whole of it for each took longer than the linking.
import { OpenFile, PreopenDirectory, type Directory, type File } from '@bjorn3/browser_wasi_shim';

const firstCapacity = 65_536;

export class WorkingDirectory extends PreopenDirectory {
  constructor(contents: Map<string, Directory | File>) {
    super('/', contents);
  }

  override path_open(...how: Parameters<PreopenDirectory['path_open']>) {
    const opened = super.path_open(...how);
    return opened.fd_obj instanceof OpenFile ? { ...opened, fd_obj: growing(opened.fd_obj) } : opened;
  }
}

function growing({ file, file_pos }: OpenFile): GrowingFile {
  const opened = new GrowingFile(file);
  opened.file_pos = file_pos;
  return opened;
}

/// A file's data is the beginning of a buffer that has room for more, which is zero.
class GrowingFile extends OpenFile {
  override fd_write(data: Uint8Array) {
    const end = Number(this.file_pos) + data.byteLength;
    if (!this.file.readonly && end > this.file.data.byteLength) this.#lengthen(end);
    return super.fd_write(data);
  }

  #lengthen(size: number): void {
    const { data } = this.file;
    const roomy = data.byteOffset === 0 && data.buffer.byteLength >= size;
    const buffer = roomy ? data.buffer : new ArrayBuffer(Math.max(size, 2 * data.byteLength, firstCapacity));
    const longer = new Uint8Array(buffer, 0, size);
    if (!roomy) longer.set(data);
    this.file.data = longer;
  }
}

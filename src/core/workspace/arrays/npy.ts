/** Length of the header of every pack: the data start here, so that it can be rewritten in place. */
export const NPY_HEADER = 128

/** Header of an npy file, version 1.0, of `length` little-endian 64-bit floats. @see numpy.lib.format */
export function npyHeader(length: number): Buffer {
  const header = Buffer.alloc(NPY_HEADER, 0x20)
  header.write('\x93NUMPY\x01\x00', 0, 'latin1')
  header.writeUInt16LE(NPY_HEADER - 10, 8)
  header.write(`{'descr': '<f8', 'fortran_order': False, 'shape': (${length},), }`, 10, 'latin1')
  header.write('\n', NPY_HEADER - 1, 'latin1')
  return header
}

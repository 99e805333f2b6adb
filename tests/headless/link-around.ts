/// A link with a right checksum around any packed bytes, as an attacker would make it.
export function linkAround(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('base64url');
  let crc = ~0;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return `#v1=${text}${(~crc >>> 0).toString(36).padStart(7, '0')}`;
}

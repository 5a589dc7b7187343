const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * The token id (uti) that belongs to an Entra request id: base64url without padding of the GUID's bytes in .NET
 * order (https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-track-linkable-identifiers).
 * Additional evidence only, where an export lacks the token id itself. Undefined when the text is no GUID.
 */
export function tokenIdOfRequest(requestId: string): string | undefined {
  const hex = requestId.trim().replaceAll('-', '')
  if (!/^[0-9a-f]{32}$/i.test(hex)) return undefined
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
  const bytes = order.map((index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16))
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    for (const shift of [18, 12, 6, 0]) text += alphabet[(bits >> shift) & 63]
  }
  return text.slice(0, 22)
}

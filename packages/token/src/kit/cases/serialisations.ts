import type { Variant } from '../case.js'
import type { Forge } from '../forge.js'
import { delegated } from '../shapes.js'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The same signature bytes, spelled with other unused bits: a token a blocklist by text does not know. */
function respelled(signature: string): string {
  const last = alphabet.indexOf(signature.slice(-1))
  return `${signature.slice(0, -1)}${alphabet[last ^ 1]}`
}

/** A lawful token in every form but the compact one. */
export function serialisations(forge: Forge): readonly Variant[] {
  const token = forge.sign({ claims: delegated(forge) })
  const [header = '', payload = '', signature = ''] = token.split('.')
  const flattened = { protected: header, payload, signature }
  return [
    { name: 'a fourth part', token: `${token}.AAAA` },
    { name: 'an empty fourth part', token: `${token}.` },
    { name: 'five parts', token: `${token}.AAAA.AAAA` },
    { name: 'flattened JSON', token: JSON.stringify(flattened) },
    {
      name: 'general JSON',
      token: JSON.stringify({ payload, signatures: [{ protected: header, signature }] }),
    },
    { name: 'padding after the signature', token: `${token}==` },
    { name: 'unused bits set', token: `${header}.${payload}.${respelled(signature)}` },
  ]
}

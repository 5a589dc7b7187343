import { native } from './define.js'
import { isArray, type Json, type JsonBag, writeJson } from './json.js'

/**
 * XML as Kusto's JSON: attributes as `@name`, text beside them as `#text`, repeated children as an array, an
 * element with text alone as that text. Comments, instructions and doctypes are skipped; nothing is fetched and
 * only the five named entities and character references are known, so a document cannot grow by its entities.
 * https://learn.microsoft.com/kusto/query/parse-xml-function
 */
export const parseXml = native('parse_xml', 1, (xml) => {
  if (!xml || xml.length > maximumLength) return null
  try {
    const bag = new XmlReader(xml).document()
    return bag ? writeJson(bag) : null
  } catch {
    return null
  }
})

const maximumLength = 1_048_576
const maximumDepth = 200
const skipped = /\s*(?:<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\])?[^>]*>)/y
const openTag = /<([^\s/>!?][^\s/>]*)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/y
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const content = /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|([^<]+)/y

class XmlReader {
  private at = 0
  constructor(private readonly text: string) {}

  document(): JsonBag | undefined {
    this.skip()
    const root: JsonBag = new Map()
    const [name, value] = this.element(0)
    root.set(name, value)
    this.skip()
    return this.text.slice(this.at).trim() === '' ? root : undefined
  }

  private skip(): void {
    while (this.take(skipped));
    while (/\s/.test(this.text[this.at] ?? '')) this.at++
  }

  private take(form: RegExp): RegExpExecArray | undefined {
    form.lastIndex = this.at
    const found = form.exec(this.text)
    if (found) this.at += found[0].length
    return found ?? undefined
  }

  private element(depth: number): [string, Json] {
    const tag = this.take(openTag)
    if (!tag || depth > maximumDepth) throw new SyntaxError('element expected')
    const [, name = '', attributes = '', closed] = tag
    const bag: JsonBag = new Map()
    for (const [, key = '', double, single] of attributes.matchAll(attribute)) {
      bag.set(`@${key}`, unescaped(double ?? single ?? ''))
    }
    const text = closed ? '' : this.children(bag, name, depth)
    if (bag.size === 0) return [name, text === '' ? null : text]
    if (text !== '') bag.set('#text', text)
    return [name, bag]
  }

  /** Reads up to the closing tag; gives the element's own text. */
  private children(bag: JsonBag, name: string, depth: number): string {
    let text = ''
    const closing = `</${name}`
    while (!this.text.startsWith('</', this.at)) {
      const found = this.take(content)
      if (found) text += found[1] ?? unescaped(found[2] ?? '')
      else add(bag, ...this.element(depth + 1))
    }
    if (!this.text.startsWith(closing, this.at)) throw new SyntaxError(`${closing} expected`)
    const end = this.text.indexOf('>', this.at)
    if (end < 0) throw new SyntaxError('> expected')
    this.at = end + 1
    return text.trim()
  }
}

function add(bag: JsonBag, name: string, value: Json): void {
  const before = bag.get(name)
  if (!bag.has(name)) bag.set(name, value)
  else bag.set(name, isArray(before ?? null) ? [...(before as Json[]), value] : [before ?? null, value])
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(/&(?:#x([\da-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (all, hex, decimal, name: string) => {
    if (name) return entities[name] ?? all
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
}

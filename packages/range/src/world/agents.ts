import type { Device } from '../happening.js'
import { Stream } from '../random.js'
import type { Mailbox } from './person.js'

/** A browser of the person: what it calls itself, and the machine it runs on. Updates come every four weeks. */
export function browserOf(
  who: Mailbox,
  dayIndex: number,
): { readonly agent: string; readonly device: Device } {
  const stream = Stream.seeded('browser').at(who.index)
  const version = 143 + Math.floor((dayIndex + stream.below(14)) / 28)
  const family = stream.below(10)
  const mac = family < 2
  const os = mac ? 'Macintosh; Intel Mac OS X 10_15_7' : 'Windows NT 10.0; Win64; x64'
  const chrome = `Mozilla/5.0 (${os}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`
  const edge = family >= 2 && family < 7
  const firefox = family >= 9
  const agent = firefox
    ? `Mozilla/5.0 (${os}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`
    : edge
      ? `${chrome} Edg/${version}.0.0.0`
      : chrome
  const browser = firefox ? `Firefox ${version}.0` : edge ? `Edge ${version}.0.0` : `Chrome ${version}.0.0`
  return {
    agent,
    device: {
      id: who.deviceIds.laptop,
      name: `LT-${String(who.index).padStart(5, '0')}`,
      os: mac ? 'MacOs' : 'Windows10',
      browser,
      managed: !firefox,
    },
  }
}

export const laptopOf = (who: Mailbox, id = who.deviceIds.laptop): Device => ({
  id,
  name: `LT-${String(who.index).padStart(5, '0')}`,
  os: 'Windows10',
  browser: 'Rich Client 5.0.0.0',
  managed: true,
})

export const isIphone = (who: Mailbox): boolean => who.index % 3 !== 0

export const phoneOf = (who: Mailbox, id = who.deviceIds.phone): Device => ({
  id,
  name: isIphone(who) ? `iPhone of ${who.displayName}` : `Android of ${who.displayName}`,
  os: isIphone(who) ? 'Ios 18.3' : 'Android 15',
  browser: isIphone(who) ? 'Mobile Safari' : 'Chrome Mobile',
  managed: who.index % 4 !== 1,
})

export const officeVersion = (dayIndex: number): string =>
  `16.0.${19426 + 70 * Math.floor((dayIndex + 10) / 28)}.20${186 + (dayIndex >> 5)}`

export const officeAgent = (dayIndex: number): string =>
  `Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook ${officeVersion(dayIndex)}; Pro)`

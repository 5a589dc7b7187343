import { isTemplate } from '../prose.js'
import type { Rule } from '../rule.js'

export const deadAttachment: Rule = {
  id: 'dead-attachment',
  summary: 'A link or image leads to a file or page that is not there.',
  *check(document) {
    for (const link of document.links) {
      const path = localPath(link.url)
      if (path === undefined || isTemplate(link.url) || link.kind === 'bare') continue
      if (document.exists(path) === false) yield { at: link.start, message: `${path} is not there` }
    }
  },
}

/** The file a target names, or undefined when it is no file of this site. */
function localPath(url: string): string | undefined {
  const isElsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/\/|#|\(|www\.)/i.test(url) || url.trim() === ''
  // A bare word is a placeholder, a domain without scheme a malformed link: other rules tell those.
  const isPath = /[./]/.test(url) && !/^[a-z0-9-]+\.(?:com|org|net|gov|io|edu)\//i.test(url)
  if (isElsewhere || !isPath) return undefined
  const path = url.replace(/[?#].*$/, '')
  if (path === '') return undefined
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

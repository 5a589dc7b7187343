import { native } from './define.js'
import { bagOf, writeJson } from './json.js'

/** https://learn.microsoft.com/kusto/query/parse-path-function: Windows, UNC and Unix paths, with or without a scheme. */
export const parsePath = native('parse_path', 1, (path) => {
  if (path === null || path === undefined) return null
  const [, scheme = '', rest = ''] = /^(?:([A-Za-z][A-Za-z\d+.-]+):\/\/)?(.*)$/s.exec(path) ?? []
  const root = /^(?:\\\\\?\\)?([A-Za-z]:)/.exec(rest)?.[1] ?? ''
  const cut = Math.max(rest.lastIndexOf('/'), rest.lastIndexOf('\\'))
  const directory = cut < 0 ? '' : rest.slice(0, cut)
  const [name = '', ...streams] = rest.slice(cut + 1).split(':')
  // `C:file` has no directory; its drive is the root, not a stream.
  const isDriveOnly = cut < 0 && root !== ''
  const file = isDriveOnly ? (streams[0] ?? '') : name
  const dot = file.lastIndexOf('.')
  return writeJson(
    bagOf({
      Scheme: scheme,
      RootPath: root,
      DirectoryPath: directory,
      DirectoryName: /[^/\\]*$/.exec(directory)?.[0]?.replace(/^[A-Za-z]:$/, '') ?? '',
      Filename: file,
      Extension: dot < 0 ? '' : file.slice(dot + 1),
      AlternateDataStreamName: isDriveOnly ? (streams[1] ?? '') : (streams[0] ?? ''),
    }),
  )
})

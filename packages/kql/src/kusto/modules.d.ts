// The parser ships as two scripts that put their objects on globalThis; the second needs the first.
declare module '@kusto/language-service-next/bridge.min.js'
declare module '@kusto/language-service-next/Kusto.Language.Bridge.min.js'

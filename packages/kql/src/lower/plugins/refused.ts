import type { Plugin } from './entry.js'

/** Plugins that cannot be met here, each with its reason. */
const reasons: Readonly<Record<string, string>> = {
  azure_digital_twins_query_request: 'asks a service in the network',
  cosmosdb_sql_request: 'asks a database in the network',
  sql_request: 'asks a database in the network',
  mysql_request: 'asks a database in the network',
  postgresql_request: 'asks a database in the network',
  dax_request: 'asks a service in the network',
  http_request: 'asks a server in the network',
  http_request_post: 'asks a server in the network',
  execute_query: 'asks another cluster',
  execute_show_command: 'asks another cluster',
  infer_storage_schema: 'reads storage in the network',
  infer_storage_schema_with_suggestions: 'reads storage in the network',
  ai_embed_text: 'asks a model in the network',
  ai_embeddings: 'asks a model in the network',
  ai_chat_completion: 'asks a model in the network',
  ai_chat_completion_prompt: 'asks a model in the network',
  python: 'runs code that came with the query',
  r: 'runs code that came with the query',
  csharp: 'runs code that came with the query',
  external_datatable: 'reads storage in the network',
  dcount_intersect: 'is of the inside of hll sketches, which are other ones here',
  estimate_rows_count: 'asks the shards of a Kusto cluster',
  funnel_sequence: 'gives three tables whose form the binder does not know',
  funnel_sequence_completion: 'gives a table whose form the binder does not know',
  identity_v3: 'is of the inside of Kusto',
}

export const refusedPlugins: Readonly<Record<string, Plugin>> = Object.fromEntries(
  Object.entries(reasons).map(([name, why]): [string, Plugin] => [
    name,
    {
      lower: ({ context }) => context.refuse(`the plugin ${name}() ${why}: it is not run here`),
      ref: `${name.replaceAll('_', '-')}-plugin`,
    },
  ]),
)

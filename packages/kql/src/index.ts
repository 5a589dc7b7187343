export type {
  ColumnSource,
  Condition,
  DocumentColumns,
  KustoType,
  RowSource,
  TableColumn,
  TableSource,
} from './schema.js'

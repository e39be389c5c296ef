// Prints the rows of a Parquet file, one JSON object a line; whole numbers of 64 bits as text.
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'

const file = await asyncBufferFromFile(process.argv[2])
for (const row of await parquetReadObjects({ file })) {
  const plain = (key, value) => (typeof value === 'bigint' ? value.toString() : value)
  console.log(JSON.stringify(row, plain))
}

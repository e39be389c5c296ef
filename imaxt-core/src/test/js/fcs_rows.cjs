// Prints the keywords of parameters and the events of an FCS file as JSON.
const fs = require('fs')
const FCS = require('fcs')

const fcs = new FCS(
  { dataFormat: 'asNumber', groupBy: 'byEvent', eventsToRead: -1 },
  fs.readFileSync(process.argv[2])
)
const names = []
for (let p = 1; p <= Number(fcs.getText('$PAR')); p++) {
  names.push([fcs.getText('$P' + p + 'N'), fcs.getText('$P' + p + 'S')])
}
const round = (v) => (Number.isFinite(v) ? Math.fround(v) : null)
console.log(JSON.stringify({ names, events: fcs.dataAsNumbers.map((e) => Array.from(e, round)) }))

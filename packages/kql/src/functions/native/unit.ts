import { native } from './define.js'

/** One of each unit in the unit of reference (https://learn.microsoft.com/kusto/query/convert-length-function …). */
type Units = Readonly<Record<string, number>>

const deg = Math.PI / 180
const prefixes: Units = {
  Nano: 1e-9,
  Micro: 1e-6,
  Milli: 1e-3,
  Centi: 1e-2,
  Deci: 1e-1,
  Deca: 1e1,
  Hecto: 1e2,
  Kilo: 1e3,
  Mega: 1e6,
  Giga: 1e9,
  Tera: 1e12,
  Peta: 1e15,
}

/** `Kilo` + `Joule` is `Kilojoule`. */
const scaled = (unit: string, size: number, ...names: (keyof typeof prefixes & string)[]): Units =>
  Object.fromEntries([
    [unit, size],
    ...names.map((name) => [`${name}${unit.toLowerCase()}`, size * (prefixes[name] ?? 1)]),
  ])

const cubed = (unit: string, metres: number): readonly [string, number] => [`Cubic${unit}`, metres ** 3]

export const unitTables: Readonly<Record<string, Units>> = {
  angle: {
    ...scaled('Degree', deg, 'Micro', 'Milli', 'Nano'),
    ...scaled('Radian', 1, 'Centi', 'Deci', 'Micro', 'Milli', 'Nano'),
    Arcminute: deg / 60,
    Arcsecond: deg / 3600,
    Gradian: Math.PI / 200,
    NatoMil: (2 * Math.PI) / 6400,
    Revolution: 2 * Math.PI,
    Tilt: Math.PI / 2,
  },
  energy: {
    ...scaled('Joule', 1, 'Milli', 'Micro', 'Nano', 'Kilo', 'Mega', 'Giga', 'Tera', 'Peta'),
    ...scaled('BritishThermalUnit', 1055.05585262, 'Kilo', 'Mega', 'Giga'),
    ...scaled('Calorie', 4.184, 'Kilo', 'Mega'),
    ...wattHours(),
    DecathermEc: 1.05505585262e9,
    DecathermImperial: 1.05505585257348e9,
    DecathermUs: 1.054804e9,
    ElectronVolt: 1.602176565e-19,
    KiloelectronVolt: 1.602176565e-16,
    MegaelectronVolt: 1.602176565e-13,
    GigaelectronVolt: 1.602176565e-10,
    TeraelectronVolt: 1.602176565e-7,
    Erg: 1e-7,
    FootPound: 1.3558179483,
    HorsepowerHour: 2.6845195377e6,
    ThermEc: 1.05505585262e8,
    ThermImperial: 1.05505585257348e8,
    ThermUs: 1.054804e8,
  },
  force: {
    ...scaled('Newton', 1, 'Deca', 'Kilo', 'Mega', 'Micro', 'Milli'),
    Dyn: 1e-5,
    KilogramForce: 9.80665,
    KiloPond: 9.80665,
    KilopoundForce: 4448.2216152605,
    MillinewtonForce: 1e-3,
    OunceForce: 0.2780138509537813,
    Poundal: 0.138254954376,
    PoundForce: 4.4482216152605,
    ShortTonForce: 8896.443230521,
    TonneForce: 9806.65,
  },
  length: {
    ...scaled('Meter', 1, 'Centi', 'Deci', 'Hecto', 'Kilo', 'Micro', 'Milli', 'Nano'),
    Angstrom: 1e-10,
    AstronomicalUnit: 1.495978707e11,
    Chain: 20.1168,
    DtpPica: 4.233333333333333e-3,
    DtpPoint: 3.527777777777778e-4,
    Fathom: 1.8288,
    Foot: 0.3048,
    Hand: 0.1016,
    Inch: 0.0254,
    KilolightYear: 9.46073047258e18,
    Kiloparsec: 3.08567758128e19,
    LightYear: 9.46073047258e15,
    MegalightYear: 9.46073047258e21,
    Megaparsec: 3.08567758128e22,
    Microinch: 2.54e-8,
    Mil: 2.54e-5,
    Mile: 1609.344,
    NauticalMile: 1852,
    Parsec: 3.08567758128e16,
    PrinterPica: 4.217517e-3,
    PrinterPoint: 3.514598e-4,
    Shackle: 27.432,
    SolarRadius: 6.9551e8,
    Twip: 1.763888888888889e-5,
    UsSurveyFoot: 0.3048006096012192,
    Yard: 0.9144,
  },
  mass: {
    ...scaled('Gram', 1e-3, 'Centi', 'Deca', 'Deci', 'Hecto', 'Kilo', 'Micro', 'Milli', 'Nano'),
    EarthMass: 5.9722e24,
    Grain: 6.479891e-5,
    LongHundredweight: 50.80234544,
    LongTon: 1016.0469088,
    Ounce: 0.028349523125,
    Pound: 0.45359237,
    Kilopound: 453.59237,
    Megapound: 453592.37,
    ShortHundredweight: 45.359237,
    ShortTon: 907.18474,
    Slug: 14.593902937206366,
    SolarMass: 1.98855e30,
    Stone: 6.35029318,
    Tonne: 1000,
    Kilotonne: 1e6,
    Megatonne: 1e9,
  },
  speed: {
    ...perTime('Meter', 1),
    ...perTime('Centimeter', 1e-2),
    ...perTime('Decimeter', 1e-1),
    ...perTime('Kilometer', 1e3),
    ...perTime('Micrometer', 1e-6),
    ...perTime('Millimeter', 1e-3),
    ...perTime('Nanometer', 1e-9),
    ...perTime('Foot', 0.3048),
    ...perTime('Inch', 0.0254),
    ...perTime('UsSurveyFoot', 0.3048006096012192),
    ...perTime('Yard', 0.9144),
    Knot: 1852 / 3600,
    MilePerHour: 1609.344 / 3600,
  },
  volume: {
    ...Object.fromEntries([
      cubed('Meter', 1),
      cubed('Centimeter', 1e-2),
      cubed('Decimeter', 1e-1),
      cubed('Hectometer', 1e2),
      cubed('Kilometer', 1e3),
      cubed('Micrometer', 1e-6),
      cubed('Millimeter', 1e-3),
      cubed('Foot', 0.3048),
      cubed('Inch', 0.0254),
      cubed('Mile', 1609.344),
      cubed('Yard', 0.9144),
    ]),
    ...scaled('Liter', 1e-3, 'Centi', 'Deci', 'Hecto', 'Kilo', 'Mega', 'Micro', 'Milli', 'Nano'),
    AcreFoot: 1233.48183754752,
    AuTablespoon: 2e-5,
    BoardFoot: 0.002359737216,
    ImperialBeerBarrel: 0.16365924,
    ImperialGallon: 0.00454609,
    ImperialOunce: 2.84130625e-5,
    ImperialPint: 5.6826125e-4,
    ImperialQuart: 1.1365225e-3,
    MetricCup: 2.5e-4,
    MetricTeaspoon: 5e-6,
    OilBarrel: 0.158987294928,
    UkTablespoon: 1.5e-5,
    UsBeerBarrel: 0.117347765304,
    UsCustomaryCup: 2.365882365e-4,
    UsGallon: 0.003785411784,
    UsLegalCup: 2.4e-4,
    UsOunce: 2.95735295625e-5,
    UsPint: 4.73176473e-4,
    UsQuart: 9.46352946e-4,
    UsTablespoon: 1.478676478125e-5,
    UsTeaspoon: 4.92892159375e-6,
  },
}

function perTime(unit: string, metres: number): Units {
  return {
    [`${unit}PerSecond`]: metres,
    [`${unit}PerMinute`]: metres / 60,
    [`${unit}PerHour`]: metres / 3600,
  }
}

function wattHours(): Units {
  return {
    WattHour: 3600,
    KilowattHour: 3.6e6,
    MegawattHour: 3.6e9,
    GigawattHour: 3.6e12,
    TerawattHour: 3.6e15,
    WattDay: 86_400,
    KilowattDay: 8.64e7,
    MegawattDay: 8.64e10,
    GigawattDay: 8.64e13,
    TerawattDay: 8.64e16,
  }
}

/** Temperatures have different zeros: each by its size and the kelvins at its zero. */
const temperatures: Readonly<Record<string, readonly [size: number, zero: number]>> = {
  Kelvin: [1, 0],
  MillidegreeCelsius: [1e-3, 273.15],
  DegreeCelsius: [1, 273.15],
  DegreeDelisle: [-2 / 3, 373.15],
  DegreeFahrenheit: [5 / 9, 459.67 * (5 / 9)],
  DegreeNewton: [100 / 33, 273.15],
  DegreeRankine: [5 / 9, 0],
  DegreeReaumur: [1.25, 273.15],
  DegreeRoemer: [40 / 21, 273.15 - 7.5 * (40 / 21)],
  SolarTemperature: [5778, 0],
}

function convert(kind: string, value: number, from: string, to: string): number | undefined {
  if (kind === 'temperature') {
    const [source, target] = [temperatures[from], temperatures[to]]
    return source && target ? (value * source[0] + source[1] - target[1]) / target[0] : undefined
  }
  const [source, target] = [unitTables[kind]?.[from], unitTables[kind]?.[to]]
  return source !== undefined && target !== undefined ? (value * source) / target : undefined
}

/** An unknown unit gives null. */
export const convertUnit = native('convert_unit', 4, (kind, value, from, to) =>
  value === null ? null : (convert(kind ?? '', Number(value), from ?? '', to ?? '')?.toString() ?? null),
)

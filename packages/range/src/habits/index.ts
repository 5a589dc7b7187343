import type { Habit } from '../life.js'
import { backgroundRest } from './background-rest.js'
import { outlookDesktop } from './outlook-desktop.js'
import { outlookMobile } from './outlook-mobile.js'
import { owa } from './owa.js'

/** Ordinary life. The order does not matter: each habit has its own stream. */
export const habits: readonly Habit[] = [owa, outlookDesktop, outlookMobile, backgroundRest]

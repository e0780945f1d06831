/** The chooser of stations. */
import type { Texts } from '../texts.ts';
import type { chooser as zh } from '../zh-CN/chooser.ts';

export const chooser: Texts<typeof zh> = {
  title: 'Sealroom',
  subtitle: 'The client of isolated bid-evaluation rooms',
  station: {
    title: 'Open a station',
    text: 'Choose the station file (station.json) that the trading centre has made for this machine.',
    open: 'Choose a station file',
  },
  demonstration: {
    title: 'Demonstration',
    text: 'Prepares a sample project on this machine: a supervisor’s station, the seats and a trading centre. Its result is marked as a demonstration and is no evaluation result.',
    prepare: 'Prepare the demonstration',
    stations: 'Stations of the demonstration',
    marked: 'These stations and entry slips are for demonstration; the journal will say so.',
    person: 'Name',
    role: 'Office',
    slip: 'Entry slip',
  },
  roles: { seat: 'Seat {{name}}', room: 'Supervisor’s station', centre: 'Trading centre’s station' },
  people: { expert: 'Member of the committee', supervisor: 'Supervisor' },
};

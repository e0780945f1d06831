/** A station's start: by its role, and what keeps it from starting is a refusal that names the file, whichever part has come upon it. */
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { type Result, refuse } from '../../shared/refusal.ts';
import { fileRefusal } from '../store/fileRefusal.ts';
import type { Machine, Station } from './station.ts';
import type { StationFile } from './stationFile.ts';

/**
 * Starts the station of this file. Refuses what its parts refuse, and what is wrong with a file: `FILE_MISSING`, `FILE_DENIED`, `FILE_DAMAGED`,
 * `NOT_A_FOLDER`, `NOT_A_FILE`, `DISK_READ_ONLY`, `DISK_FULL`, `DISK_ERROR`. What was open by then may be open still: the process has to end.
 * @throws a fault of the program
 */
export async function startStation(machine: Machine, file: StationFile): Promise<Result<Station>> {
  try {
    await mkdir(file.data, { recursive: true, mode: 0o700 });
    // Before SQLite, which says of a folder without rights only that it cannot open a file.
    await access(file.data, constants.R_OK | constants.W_OK | constants.X_OK);
    return await started(machine, file);
  } catch (error) {
    const why = fileRefusal(error);
    if (why === null) throw error;
    return refuse(why);
  }
}

/** A station loads only what its role needs: a seat has no use for the centre's verifier. */
async function started(machine: Machine, file: StationFile): Promise<Result<Station>> {
  switch (file.role) {
    case 'seat':
      return (await import('./seat.ts')).startSeat(machine, file);
    case 'room':
      return (await import('./room.ts')).startRoom(machine, file);
    case 'centre':
      return (await import('./centre.ts')).startCentre(machine, file);
  }
}

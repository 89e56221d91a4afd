package io.github.darajasdk.therapy.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A copy of the database as it lay on the disk when it died, and its way back. Used once, by one thread. */
final class Backup {

    private final DatabaseServer database;
    private final Fleet fleet;
    private final Mpesa mpesa;
    private final Path copy;
    private final Path forgotten;

    /** @param folder where the copy goes */
    Backup(DatabaseServer database, Fleet fleet, Mpesa mpesa, Path folder) {
        this.database = database;
        this.fleet = fleet;
        this.mpesa = mpesa;
        this.copy = folder.resolve("backup");
        this.forgotten = folder.resolve("forgotten");
    }

    /** Copies the database, which is away for that long. */
    void take() {
        database.kill();
        try {
            new ProcessBuilder("cp", "-a", database.folder().toString(), copy.toString())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        mpesa.backedUp();
        database.start();
    }

    /** Puts the copy in the place of the database, while all instances are down: what happened since is forgotten. */
    void putBack() {
        fleet.whileAllAreDown(() -> {
            database.kill();
            try {
                Files.move(database.folder(), forgotten);
                Files.move(copy, database.folder());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            mpesa.restored();
            database.start();
        });
    }
}

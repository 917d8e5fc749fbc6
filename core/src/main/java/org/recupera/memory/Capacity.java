package org.recupera.memory;

/** The most entries that an adapter holds. */
record Capacity(int entries) {

    Capacity {
        if (entries < 1) {
            throw new IllegalArgumentException("a capacity is at least 1");
        }
    }

    boolean isReachedBy(int size) {
        return size >= entries;
    }
}

package org.recupera.profile;

import com.samskivert.mustache.BasicCollector;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a template see the texts, lists and maps that it is given, and reach nothing by reflection. */
final class GivenValues extends BasicCollector {

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
        return new ConcurrentHashMap<>();
    }
}

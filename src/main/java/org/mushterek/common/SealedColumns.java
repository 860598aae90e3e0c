package org.mushterek.common;

import java.util.List;

/** The columns that a capability keeps sealed; a bean for each, so that the start seals what an earlier release kept open. */
public interface SealedColumns {

    List<SealedColumn> sealedColumns();
}

package org.mushterek.visit;

import java.nio.file.Path;
import org.mushterek.document.SigningKeys;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys that sign permits live in a folder outside the database; each side's is made at its first use. */
@Configuration(proxyBeanMethods = false)
class PermitKeys {

    @Bean
    SigningKeys signingKeys(
            @Value("${mushterek.keys.folder:${mushterek.data-folder}/keys}") Path folder,
            @Value("${mushterek.keys.may-create:true}") boolean mayCreate) {
        return new SigningKeys(folder, mayCreate);
    }
}

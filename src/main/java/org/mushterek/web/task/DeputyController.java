package org.mushterek.web.task;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.mushterek.security.Account;
import org.mushterek.task.Deputies;
import org.mushterek.task.Deputies.Deputyship;
import org.mushterek.task.Deputies.Wanted;
import org.mushterek.task.ProcessesOfRoles;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who stands in for whom: an officer's own deputies, and those of the side for its administrator. */
@RestController
@RequestMapping("/api/deputies")
@Tag(name = "Accounts")
class DeputyController {

    private final Deputies deputies;
    private final ProcessesOfRoles processes;

    DeputyController(Deputies deputies, ProcessesOfRoles processes) {
        this.deputies = deputies;
        this.processes = processes;
    }

    @Operation(summary = "List the deputyships that concern the account; for an administrator those of the side")
    @GetMapping
    List<Deputyship> list(Account account) {
        return deputies.visibleTo(account);
    }

    @Operation(
            summary = "List the processes that a deputyship can be for",
            description = "By their ids: those in which the account may have a task; for an administrator all.")
    @GetMapping("/processes")
    List<String> processes(Account account) {
        return processes.of(account);
    }

    @Operation(summary = "Name a deputy for an officer's absence, for all processes or for some")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Deputyship record(Account account, @RequestBody Wanted wanted) {
        return deputies.record(account, wanted);
    }

    @Operation(summary = "End a deputyship now")
    @DeleteMapping("/{deputyship}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Account account, @PathVariable long deputyship) {
        deputies.end(account, deputyship);
    }
}
